/** One line of two texts laid side by side; null where a side has no such line. */
export type ComparedLine = {
  readonly own: string | null
  readonly expected: string | null
  /** Where the two begin to differ, in characters; null where they are the same or one is missing. */
  readonly differsAt: number | null
}

export type FirstDifference = {
  /** In bytes from the start. */
  readonly offset: number
  /** Both from 1; the column is in bytes. */
  readonly line: number
  readonly column: number
  /** Two hex digits; null at the end of a text. */
  readonly own: string | null
  readonly expected: string | null
}

/** More lines than any string to sign has; a text beyond that is compared in its order only. */
const mostAligned = 300

/** Lays two texts side by side so that lines that are the same stand together. */
export function compareLines(own: string, expected: string): ComparedLine[] {
  const [left, right] = [own.split('\n'), expected.split('\n')]
  const compared: ComparedLine[] = []
  let [atLeft, atRight] = [0, 0]
  for (const [nextLeft, nextRight] of [...matchLines(left, right), [left.length, right.length] as const]) {
    while (atLeft < nextLeft || atRight < nextRight) {
      const one = atLeft < nextLeft ? (left[atLeft] ?? null) : null
      const other = atRight < nextRight ? (right[atRight] ?? null) : null
      compared.push(compareLine(one, other))
      if (one !== null) atLeft += 1
      if (other !== null) atRight += 1
    }
    const [same] = left.slice(nextLeft, nextLeft + 1)
    if (same !== undefined) compared.push({ own: same, expected: same, differsAt: null })
    atLeft = nextLeft + 1
    atRight = nextRight + 1
  }
  return compared
}

export function findFirstDifference(own: Uint8Array, expected: Uint8Array): FirstDifference | null {
  const shared = Math.min(own.length, expected.length)
  let offset = 0
  let line = 1
  let lineStart = 0
  while (offset < shared && own[offset] === expected[offset]) {
    offset += 1
    if (own[offset - 1] === 0x0a) {
      line += 1
      lineStart = offset
    }
  }
  if (offset === own.length && offset === expected.length) return null
  const column = offset - lineStart + 1
  return { offset, line, column, own: hexAt(own, offset), expected: hexAt(expected, offset) }
}

/** Pairs of indices of equal lines, as many as can be had in order (longest common subsequence). */
function matchLines(left: readonly string[], right: readonly string[]): [number, number][] {
  if (left.length > mostAligned || right.length > mostAligned) return []
  const lengths = Array.from({ length: left.length + 1 }, () => new Array<number>(right.length + 1).fill(0))
  const lengthAt = (row: number, column: number) => lengths[row]?.[column] ?? 0
  for (let row = left.length - 1; row >= 0; row -= 1) {
    for (let column = right.length - 1; column >= 0; column -= 1) {
      const best =
        left[row] === right[column]
          ? lengthAt(row + 1, column + 1) + 1
          : Math.max(lengthAt(row + 1, column), lengthAt(row, column + 1))
      lengths[row]?.splice(column, 1, best)
    }
  }
  const pairs: [number, number][] = []
  let [row, column] = [0, 0]
  while (row < left.length && column < right.length) {
    if (left[row] === right[column]) {
      pairs.push([row, column])
      row += 1
      column += 1
    } else if (lengthAt(row + 1, column) >= lengthAt(row, column + 1)) row += 1
    else column += 1
  }
  return pairs
}

function compareLine(own: string | null, expected: string | null): ComparedLine {
  if (own === null || expected === null) return { own, expected, differsAt: null }
  let at = 0
  while (at < own.length && own[at] === expected[at]) at += 1
  return { own, expected, differsAt: at }
}

function hexAt(bytes: Uint8Array, offset: number): string | null {
  return bytes[offset]?.toString(16).padStart(2, '0') ?? null
}
