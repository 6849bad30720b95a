import fc from 'fast-check'
import { expect, test } from 'vitest'
import { assignKeys, type KeyedPlace } from '../../../src/renderer/receipts/assignKeys.ts'

const keysOf = (places: readonly KeyedPlace[]) => places.map(({ key }) => key)

test('a row that stays keeps its element, a new one gets a new one', () => {
  const before = assignKeys([], [3, 2, 1])
  const after = assignKeys(before, [4, 3, 2])
  expect(keysOf(after).slice(1)).toEqual(keysOf(before).slice(0, 2))
  expect(keysOf(before)).not.toContain(keysOf(after)[0])
})

test('where most rows are replaced, elements stay where they are', () => {
  const before = assignKeys([], [3, 2, 1])
  expect(keysOf(assignKeys(before, [9, 8, 7]))).toEqual(keysOf(before))
})

test('keys are never given twice, whatever comes', () => {
  const seqs = fc
    .uniqueArray(fc.integer({ min: 1, max: 40 }), { maxLength: 12 })
    .map(all => all.sort((a, b) => b - a))
  fc.assert(
    fc.property(fc.array(seqs, { maxLength: 12 }), steps => {
      let places: KeyedPlace[] = []
      for (const step of steps) {
        places = assignKeys(places, step)
        expect(places.map(({ seq }) => seq)).toEqual(step)
        expect(new Set(keysOf(places)).size).toBe(step.length)
      }
    }),
  )
})
