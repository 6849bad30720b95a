import { diffSequences } from './diffSequences.ts'

/** Two bytes laid side by side by their offsets; null where a side has none in this place. */
export type BytePair = { left: number | null; right: number | null; same: boolean }

/** Bytes put beside each other so that what was inserted or lost moves nothing after it. */
export function diffBytes(left: Uint8Array, right: Uint8Array): BytePair[] {
  const runs = diffSequences([left.length, right.length], (a, b) => left[a] === right[b])
  const pairs: BytePair[] = []
  for (const { a, b, same } of runs) {
    const count = Math.max(a[1] - a[0], b[1] - b[0])
    for (let place = 0; place < count; place += 1) {
      pairs.push({
        left: a[0] + place < a[1] ? a[0] + place : null,
        right: b[0] + place < b[1] ? b[0] + place : null,
        same,
      })
    }
  }
  return pairs
}
