import { expect, test } from 'vitest'
import { createIndexingPace, mostBehind } from '../../../src/core/store/indexingPace.ts'

function setUp() {
  let now = 0
  let newest = 0
  const next = createIndexingPace(() => now)
  /** Looks again after some time, in which so many rows arrived. */
  const after = (milliseconds: number, arrived: number, indexed = 0) => {
    now += milliseconds
    newest += arrived
    return next({ newest, behind: newest - indexed })
  }
  return { after }
}

test('what was stored before the start is taken in at once', () => {
  expect(setUp().after(0, 50_000)).toBeGreaterThan(0)
})

test('the index lags while rows pour in, and catches up when they rest', () => {
  const { after } = setUp()
  after(0, 0)
  expect(after(150, 3000)).toBe(0)
  expect(after(150, 3000)).toBe(0)
  expect(after(150, 0)).toBeGreaterThan(0)
  expect(after(5, 0)).toBeGreaterThan(0)
})

test('a trickle is indexed as it comes, and one large commit between two looks is not yet a flood', () => {
  const { after } = setUp()
  after(0, 0)
  for (let look = 0; look < 10; look++) expect(after(150, 200)).toBeGreaterThan(0)
  expect(after(5, 512)).toBeGreaterThan(0)
})

test('it never lags by more than a search can read', () => {
  const { after } = setUp()
  after(0, 0)
  expect(after(1000, mostBehind - 1)).toBe(0)
  expect(after(150, 3000)).toBeGreaterThan(0)
  expect(after(150, 3000, 20_000)).toBe(0)
})
