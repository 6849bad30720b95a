import { expect, test } from 'vitest'
import { createRemovals } from '../../../src/core/store/createRemovals.ts'

test('a reader is told what was removed since its cursor, piece by piece', () => {
  const removals = createRemovals()
  removals.add([1, 2], 10)
  removals.add([3], 20)
  const place = removals.placeOf(20)
  expect(removals.since(place, 10)).toEqual({ seqs: [3], place: 3 })
  expect(removals.since(removals.placeOf(0), 2)).toEqual({ seqs: [1, 2], place: 2 })
  expect(removals.placeOf(21)).toBe(removals.count())
})

test('only the latest are remembered, and a reader far behind goes on with those', () => {
  const removals = createRemovals(3)
  for (let seq = 1; seq <= 7; seq += 1) removals.add([seq], seq)
  expect(removals.since(0, 10)).toEqual({ seqs: [5, 6, 7], place: 7 })
  expect(removals.count()).toBe(7)
})
