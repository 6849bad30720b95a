import { expect, test } from 'vitest'
import type { Firing } from '../../../src/contract/alerts.ts'
import { mergeFirings } from '../../../src/renderer/alerts/useAlerts.ts'
import { formatShare } from '../../../src/renderer/format/numbers.ts'
import { changeOf } from '../../../src/renderer/insights/changeOf.ts'
import { askPeriod, narrow } from '../../../src/renderer/insights/periods.ts'

test('a period asks for itself and for the one before, within the query', () => {
  expect(askPeriod('carrier:mobile', 'day')).toEqual({
    now: 'carrier:mobile since:1d',
    before: 'carrier:mobile since:2d until:1d',
  })
  expect(askPeriod('', 'week')).toEqual({ now: 'since:7d', before: 'since:14d until:7d' })
})

test('a query with bounds of its own is asked as it stands', () => {
  const query = 'since:2026-11-01 until:2026-11-02 status:failed'
  expect(askPeriod(query, 'hour')).toEqual({ now: query, before: null })
  expect(askPeriod('status:failed', 'all')).toEqual({ now: 'status:failed', before: null })
})

test('a change is a share of what was, and from nothing it is new', () => {
  expect(changeOf(110, 100)).toEqual({ kind: 'moved', share: 0.1 })
  expect(changeOf(50, 100)).toEqual({ kind: 'moved', share: -0.5 })
  expect(changeOf(0, 0)).toEqual({ kind: 'same' })
  expect(changeOf(3, 0)).toEqual({ kind: 'new' })
  expect(changeOf(1_000_001, 1_000_000)).toEqual({ kind: 'same' })
})

test('a share short of everything is never shown as everything', () => {
  expect(formatShare(0.99996, 'en')).toBe('99.9%')
  expect(formatShare(1, 'en')).toBe('100%')
  expect(formatShare(0, 'en')).toBe('0%')
})

test('narrowing an empty query leaves the term alone', () => {
  expect(narrow('', 'kind:reply')).toBe('kind:reply')
})

test('what was told is listed once, newest first', () => {
  const firing = (id: number): Firing => ({
    id: id as Firing['id'],
    subject: { kind: 'store' },
    name: 'store',
    at: id as Firing['at'],
    value: null,
    threshold: null,
    text: { en: 'e', zh: 'z' },
    query: null,
  })
  const merged = mergeFirings([firing(3), firing(1)], [firing(2), firing(3)])
  expect(merged.map(({ id }) => id)).toEqual([3, 2, 1])
})
