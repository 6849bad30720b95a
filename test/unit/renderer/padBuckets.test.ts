import { expect, test } from 'vitest'
import { padBuckets } from '../../../src/renderer/histogram/padBuckets.ts'

test('a short history keeps its place in time, with empty buckets before it', () => {
  const histogram = {
    width: 10,
    from: 100,
    statuses: ['delivered' as const],
    buckets: [{ at: 100, counts: [3] }],
    partial: false,
  }
  const padded = padBuckets(histogram, 4)
  expect(padded.from).toBe(70)
  expect(padded.buckets.map(({ at }) => at)).toEqual([70, 80, 90, 100])
  expect(padded.buckets.at(-1)?.counts).toEqual([3])
  expect(padBuckets(histogram, 1)).toBe(histogram)
})
