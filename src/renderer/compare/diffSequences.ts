/** A run of two sequences: the same on both sides, or what stands on one side in the place of what stands on the other. */
export type DiffRun = { same: boolean; a: [from: number, to: number]; b: [from: number, to: number] }

/** Edits looked for before what is left counts as one difference: beyond that a finer answer would take too long. */
const mostEdits = 1_200

/** The shortest way from one sequence to another (Myers 1986), both given by their length and an equality of places. */
export function diffSequences(
  lengths: readonly [a: number, b: number],
  isSame: (a: number, b: number) => boolean,
): DiffRun[] {
  const [endA, endB] = lengths
  let start = 0
  while (start < endA && start < endB && isSame(start, start)) start += 1
  let tail = 0
  while (tail < endA - start && tail < endB - start && isSame(endA - 1 - tail, endB - 1 - tail)) tail += 1
  const matches = [
    ...span(0, 0, start),
    ...matchMiddle(start, endA - start - tail, endB - start - tail, isSame),
    ...span(endA - tail, endB - tail, tail),
  ]
  return runsOf(matches, endA, endB)
}

type Match = readonly [a: number, b: number]

const span = (a: number, b: number, count: number): Match[] =>
  Array.from({ length: count }, (_, place) => [a + place, b + place] as const)

/** Places that stand for each other in the part where both differ at its beginning and its end. */
function matchMiddle(
  from: number,
  lengthA: number,
  lengthB: number,
  isSame: (a: number, b: number) => boolean,
): Match[] {
  if (lengthA === 0 || lengthB === 0) return []
  const most = Math.min(mostEdits, lengthA + lengthB)
  const trails: Map<number, number>[] = []
  let reached = new Map([[1, 0]])
  for (let edits = 0; edits <= most; edits += 1) {
    const next = new Map<number, number>()
    for (let diagonal = -edits; diagonal <= edits; diagonal += 2) {
      const left = reached.get(diagonal - 1) ?? -1
      const above = reached.get(diagonal + 1) ?? -1
      let a = diagonal === -edits || (diagonal !== edits && left < above) ? above : left + 1
      while (a < lengthA && a - diagonal < lengthB && isSame(from + a, from + a - diagonal)) a += 1
      next.set(diagonal, a)
      if (a >= lengthA && a - diagonal >= lengthB)
        return walkBack([...trails, reached], from, lengthA, lengthB)
    }
    trails.push(reached)
    reached = next
  }
  return []
}

function walkBack(
  trails: readonly Map<number, number>[],
  from: number,
  lengthA: number,
  lengthB: number,
): Match[] {
  const matches: Match[] = []
  let [a, b] = [lengthA, lengthB]
  for (let edits = trails.length - 1; edits >= 0; edits -= 1) {
    const reached = trails[edits] ?? new Map<number, number>()
    const diagonal = a - b
    const left = reached.get(diagonal - 1) ?? -1
    const above = reached.get(diagonal + 1) ?? -1
    const before = diagonal === -edits || (diagonal !== edits && left < above) ? diagonal + 1 : diagonal - 1
    const beforeA = edits === 0 ? 0 : (reached.get(before) ?? 0)
    const beforeB = edits === 0 ? 0 : beforeA - before
    while (a > beforeA && b > beforeB) {
      a -= 1
      b -= 1
      matches.push([from + a, from + b])
    }
    ;[a, b] = [beforeA, beforeB]
  }
  return matches.reverse()
}

function runsOf(matches: readonly Match[], endA: number, endB: number): DiffRun[] {
  const runs: DiffRun[] = []
  let [a, b] = [0, 0]
  for (const [nextA, nextB] of [...matches, [endA, endB] as const]) {
    if (nextA > a || nextB > b) runs.push({ same: false, a: [a, nextA], b: [b, nextB] })
    if (nextA === endA && nextB === endB) break
    const last = runs.at(-1)
    if (last?.same) {
      last.a[1] = nextA + 1
      last.b[1] = nextB + 1
    } else runs.push({ same: true, a: [nextA, nextA + 1], b: [nextB, nextB + 1] })
    ;[a, b] = [nextA + 1, nextB + 1]
  }
  return runs
}
