import fc from 'fast-check'
import { expect, test } from 'vitest'
import { scanSlices } from '../../../src/core/store/scanSlices.ts'

test('slices cover every seq once, newest first, whatever they take', () => {
  const range = fc.tuple(fc.integer({ min: 1, max: 1_000_000 }), fc.integer({ min: -5, max: 400_000 }))
  fc.assert(
    fc.property(range, fc.infiniteStream(fc.integer({ min: 0, max: 60 })), ([oldest, span], took) => {
      let time = 0
      let expected = oldest + span
      for (const { from, to } of scanSlices([{ from: oldest, to: oldest + span }], () => time)) {
        expect(to).toBe(expected)
        expect(from).toBeLessThanOrEqual(to)
        expected = from - 1
        time += took.next().value
      }
      expect(expected).toBe(span < 0 ? oldest + span : oldest - 1)
    }),
    { numRuns: 50 },
  )
})

test('slices grow while they are quick and shrink while they are slow', () => {
  let time = 0
  const widths: number[] = []
  for (const { from, to } of scanSlices([{ from: 1, to: 10_000_000 }], () => time)) {
    widths.push(to - from + 1)
    time += widths.length < 4 ? 1 : 100
    if (widths.length === 7) break
  }
  expect(widths).toEqual([16_384, 65_536, 262_144, 1_048_576, 524_288, 262_144, 131_072])
})
