import { diffSequences } from './diffSequences.ts'

/** One line of two texts laid side by side, numbered from 1; null where a side has no such line. */
export type LinePair = {
  left: { number: number; text: string } | null
  right: { number: number; text: string } | null
  same: boolean
}

export function diffLines(left: string, right: string): LinePair[] {
  const [a, b] = [left.split('\n'), right.split('\n')]
  return diffSequences([a.length, b.length], (placeA, placeB) => a[placeA] === b[placeB]).flatMap(run => {
    const count = Math.max(run.a[1] - run.a[0], run.b[1] - run.b[0])
    return Array.from({ length: count }, (_, place) => ({
      left: lineOf(a, run.a, place),
      right: lineOf(b, run.b, place),
      same: run.same,
    }))
  })
}

function lineOf(lines: readonly string[], [from, to]: readonly [number, number], place: number) {
  const text = lines[from + place]
  return from + place >= to || text === undefined ? null : { number: from + place + 1, text }
}
