import fc from 'fast-check'
import { expect, test } from 'vitest'
import { RowWindow } from '../../../src/renderer/receipts/rowWindow.ts'
import { receiptRow } from '../../receiptRow.ts'

const rowsOf = (...seqs: number[]) => seqs.map(seq => receiptRow(seq))

function windowOf(...seqs: number[]): RowWindow {
  const rows = new RowWindow()
  rows.reset(rowsOf(...seqs), seqs.at(-1) ?? null)
  return rows
}

test('arrivals enter at the top, newest first', () => {
  const rows = windowOf(3, 2, 1)
  rows.take(rowsOf(4, 5))
  expect(rows.order).toEqual([5, 4, 3, 2, 1])
})

test('while something is read, nothing moves: arrivals are counted and let in later', () => {
  const rows = windowOf(3, 2, 1)
  rows.hold(false)
  rows.take(rowsOf(4, 5))
  rows.take(rowsOf(5))
  expect(rows.order).toEqual([3, 2, 1])
  expect(rows.waiting).toBe(2)
  rows.release()
  expect(rows.order).toEqual([5, 4, 3, 2, 1])
  expect(rows.waiting).toBe(0)
})

test('a visible row changes in place while it is read, and stands still in a pause', () => {
  const rows = windowOf(2, 1)
  rows.hold(false)
  rows.take([receiptRow(1, 10, { deliveries: 2 })])
  expect(rows.row(1)?.deliveries).toBe(2)
  rows.hold(true)
  rows.take([receiptRow(1, 11, { deliveries: 3 })])
  expect(rows.row(1)?.deliveries).toBe(2)
  expect(rows.waiting).toBe(0)
  rows.hold(false)
  expect(rows.row(1)?.deliveries).toBe(3)
})

test('an older state of a row never replaces a newer one', () => {
  const rows = windowOf(1)
  rows.take([receiptRow(1, 9, { deliveries: 4 })])
  rows.take([receiptRow(1, 5, { deliveries: 2 })])
  expect(rows.row(1)?.deliveries).toBe(4)
})

test('a row that begins to match takes its place in history once nothing is read', () => {
  const rows = windowOf(30, 20, 10)
  rows.hold(false)
  rows.take(rowsOf(25))
  expect(rows.order).toEqual([30, 20, 10])
  rows.release()
  expect(rows.order).toEqual([30, 25, 20, 10])
})

test('a change to a row older than everything loaded waits for its page', () => {
  const rows = windowOf(30, 20)
  rows.take(rowsOf(5))
  expect(rows.order).toEqual([30, 20])
  rows.append(rowsOf(10, 5), null)
  expect(rows.order).toEqual([30, 20, 10, 5])
  rows.take(rowsOf(1))
  expect(rows.order).toEqual([30, 20, 10, 5, 1])
})

test('more arrivals than are worth keeping are only counted, and the newest page is fetched anew', () => {
  const rows = windowOf(1)
  rows.hold(false)
  for (let seq = 2; seq <= 5_001; seq += 1) rows.take(rowsOf(seq))
  expect(rows.waiting).toBe(5_000)
  rows.release()
  expect(rows.overflown).toBe(true)
  expect(rows.order).toEqual([1])
  rows.beginRenewal()
  rows.hold(false)
  rows.take(rowsOf(5_002))
  rows.renew(rowsOf(5_001, 5_000), 5_000)
  expect(rows.order).toEqual([5_002, 5_001, 5_000])
  expect(rows.waiting).toBe(0)
})

test('a row that matches no longer goes at once, and stays marked in its place while something is read', () => {
  const rows = windowOf(4, 3, 2, 1)
  rows.leave([3, 99])
  expect(rows.order).toEqual([4, 2, 1])
  rows.hold(false)
  rows.take(rowsOf(5))
  rows.leave([2, 5])
  expect(rows.order).toEqual([4, 2, 1])
  expect(rows.isLeaving(2)).toBe(true)
  expect(rows.row(2)).toBeDefined()
  expect(rows.waiting).toBe(0)
  rows.release()
  expect(rows.order).toEqual([4, 1])
  expect(rows.isLeaving(2)).toBe(false)
})

test('a row that matches again before it went stays, and a pause shows nothing of it', () => {
  const rows = windowOf(2, 1)
  rows.hold(true)
  rows.leave([1, 2])
  expect(rows.isLeaving(1)).toBe(false)
  rows.take([receiptRow(2, 20)])
  rows.release()
  expect(rows.order).toEqual([2])
})

test('content far from what is looked at is let go and can be fetched again by its places', () => {
  const rows = windowOf(20_000)
  rows.hold(false)
  for (let newest = 19_999; newest > 0; newest -= 200) {
    const page = Array.from({ length: Math.min(200, newest) }, (_, index) => newest - index)
    rows.append(rowsOf(...page), newest > 200 ? newest - 199 : null)
  }
  expect(rows.order).toHaveLength(20_000)
  rows.trim(19_000)
  expect(rows.row(20_000)).toBeUndefined()
  expect(rows.row(500)).toBeDefined()
  expect(rows.missing(0, 40)).toEqual({ first: 0, last: 40 })
  const kept = rows.order.slice(0, 41).filter(seq => seq !== 19_990)
  rows.refill(0, 40, rowsOf(...kept))
  expect(rows.missing(0, 39)).toBeNull()
  expect(rows.order).not.toContain(19_990)
  expect(rows.order).toHaveLength(19_999)
})

test('following the newest for long keeps a bounded number of places', () => {
  const rows = windowOf(1)
  for (let seq = 2; seq <= 10_000; seq += 1) {
    rows.take(rowsOf(seq))
    rows.trim(0)
  }
  expect(rows.order).toHaveLength(1_000)
  expect(rows.older).toBe(9_001)
})

test('whatever arrives in whatever order, places stay unique and newest first', () => {
  const step = fc.oneof(
    fc.record({
      kind: fc.constant('take' as const),
      seqs: fc.array(fc.integer({ min: 1, max: 60 }), { maxLength: 8 }),
    }),
    fc.record({
      kind: fc.constant('leave' as const),
      seqs: fc.array(fc.integer({ min: 1, max: 60 }), { maxLength: 8 }),
    }),
    fc.record({ kind: fc.constantFrom('hold' as const, 'freeze' as const, 'release' as const) }),
  )
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), steps => {
      const rows = windowOf(30, 20, 10)
      rows.older = null
      const seen = new Set([30, 20, 10])
      for (const step of steps) {
        if (step.kind === 'take') {
          for (const seq of step.seqs) seen.add(seq)
          rows.take(rowsOf(...step.seqs))
        } else if (step.kind === 'leave') {
          for (const seq of step.seqs) seen.delete(seq)
          rows.leave(step.seqs)
        } else if (step.kind === 'release') rows.release()
        else rows.hold(step.kind === 'freeze')
      }
      rows.release()
      expect(rows.order).toEqual([...seen].sort((a, b) => b - a))
      for (const [index, seq] of rows.order.entries()) expect(rows.indexOf(seq)).toBe(index)
    }),
  )
})
