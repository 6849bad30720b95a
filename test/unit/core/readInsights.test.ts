import fc from 'fast-check'
import { expect, onTestFinished, test } from 'vitest'
import { compileQuery } from '../../../src/core/query/compileQuery.ts'
import { type Arrivals, findGaps, slotMilliseconds } from '../../../src/core/store/findGaps.ts'
import type { DecodedFields } from '../../../src/core/store/incoming.ts'
import { openStore } from '../../../src/core/store/openStore.ts'
import { percentilesOf } from '../../../src/core/store/percentiles.ts'
import { temporaryDirectory } from '../../temporaryDirectory.ts'
import { readHere } from './readHere.ts'
import { storable } from './storable.ts'

const hour = 3_600_000
const start = 480_000 * hour

async function insightsOf(
  add: (put: (fields: Partial<DecodedFields>, hours?: number, id?: string) => void) => void,
) {
  const store = openStore(temporaryDirectory())
  onTestFinished(() => store.close())
  add((fields, hours = 0, messageId) => {
    const receivedAt = (start + hours * hour) as never
    store.write([storable(fields, messageId === undefined ? { receivedAt } : { receivedAt, messageId })])
  })
  const job = { predicate: compileQuery([], 0), now: start + 24 * hour }
  const options = { milliseconds: 10_000, signal: new AbortController().signal }
  return readHere(store.prepare).read('insights', job, options)
}

test('rates, codes, carriers, hours and parts of a small sample', async () => {
  const insights = await insightsOf(put => {
    for (let second = 1; second <= 8; second++) put({ carrier: 'mobile', parts: 1, latencyMs: second * 1000 })
    put({ status: 'failed', errCode: 'MK:0001', carrier: 'telecom', parts: 2, latencyMs: 60_000 }, 2)
    put({ status: 'failed', errCode: 'MK:0001', carrier: 'telecom', parts: 1 }, 2)
    put({ status: 'pending', errCode: null }, 2)
    put({ kind: 'reply', status: 'inbound' })
    put({ kind: 'unknown', status: 'unknown' })
  })
  expect(insights).toMatchObject({
    reports: 11,
    delivered: 8,
    failed: 2,
    pending: 1,
    replies: 1,
    deliveryRate: 0.8,
    latency: { p50: 5000, p95: 60_000, p99: 60_000, most: 60_000 },
    codes: [{ code: 'MK:0001', count: 2, share: 1 }],
    hours: [
      { at: start, delivered: 8, failed: 0, p95: 8000 },
      { at: start + hour, delivered: 0, failed: 0, p95: null },
      { at: start + 2 * hour, delivered: 0, failed: 2, p95: 60_000 },
    ],
    partial: false,
  })
  expect(insights.carriers[0]).toEqual({
    carrier: 'mobile',
    reports: 8,
    deliveryRate: 1,
    latency: { p50: 4000, p95: 8000, p99: 8000, most: 8000 },
  })
  expect(insights.parts.find(({ parts }) => parts === 2)).toEqual({ parts: 2, reports: 1, failed: 1 })
  expect(insights.anomalies.undecoded).toBe(1)
})

test('what repeats, changes, comes twice or late is counted', async () => {
  const { anomalies } = await insightsOf(put => {
    const at = (seconds: number) => (start + seconds * 1000) as never
    put({ bizId: 'a', reportTime: at(10) })
    put({ bizId: 'a', reportTime: at(11) })
    put({ bizId: 'a', reportTime: at(12), status: 'failed' })
    put({ bizId: 'b', reportTime: at(5) }, 0, 'SAME')
    put({ bizId: 'b', reportTime: at(5) }, 0, 'SAME')
    put({ bizId: 'b', status: 'pending', sendTime: at(0) })
    put({ bizId: 'c', status: 'pending', sendTime: at(0) })
  })
  expect(anomalies).toEqual({
    repeated: 3,
    changed: 2,
    redelivered: 1,
    reordered: 1,
    gaps: 0,
    undecoded: 0,
    unreported: 1,
  })
})

test('nothing has no rate and no percentile', async () => {
  const insights = await insightsOf(() => undefined)
  expect(insights).toMatchObject({ reports: 0, deliveryRate: null, latency: null, hours: [], codes: [] })
})

test('a percentile is the value that so many do not exceed', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 50 }), { minLength: 1 }), values => {
      const tally = new Map<number, number>()
      for (const value of values) tally.set(value, (tally.get(value) ?? 0) + 1)
      const sorted = values.toSorted((one, other) => one - other)
      const rank = (share: number) => sorted[Math.ceil(share * sorted.length) - 1]
      expect(percentilesOf(tally)).toEqual({
        p50: rank(0.5),
        p95: rank(0.95),
        p99: rank(0.99),
        most: sorted.at(-1),
      })
    }),
  )
})

const minute = 60_000
const arrivals = (source: string, ...minutes: number[]): Arrivals => ({
  account: 'a',
  source,
  slots: minutes.map(at => Math.floor((start + at * minute) / slotMilliseconds)),
})
const steadily = (from: number, to: number, every: number) =>
  Array.from({ length: Math.round((to - from) / every) }, (_, index) => from + index * every)

test('a gap is long beside what is usual for its own queue', () => {
  const often = arrivals('often', ...steadily(0, 30, 0.1), ...steadily(40, 60, 0.1))
  const seldom = arrivals('seldom', ...steadily(0, 60, 2))
  const gaps = findGaps([often, seldom], start + 60 * minute, true)
  expect(gaps).toMatchObject([{ source: 'often', usualMs: 10_000 }])
  const [{ from, to } = { from: 0, to: 0 }] = gaps
  expect([(from - start) / minute, ((to ?? 0) - start) / minute].map(Math.round)).toEqual([30, 40])
  expect(findGaps([arrivals('new', 0, 1, 50)], start + 60 * minute, true)).toEqual([])
})

test('a queue that fell silent has a gap that lasts; one of a time that is over has its end', () => {
  const fell = arrivals('fell', ...steadily(0, 30, 0.1))
  const end = start + 60 * minute
  expect(findGaps([fell], end, false)).toMatchObject([{ source: 'fell', to: null }])
  expect(findGaps([fell], end, true)).toMatchObject([{ source: 'fell', to: end }])
})

test('gaps are found among the rows, each source for itself', async () => {
  const insights = await insightsOf(put => {
    for (let second = 0; second < 300; second += 10) put({}, second / 3600)
    for (let second = 1500; second < 1800; second += 10) put({}, second / 3600)
  })
  expect(insights.anomalies.gaps).toBe(2)
  expect(insights.gaps).toMatchObject([
    { source: 'orders', to: null, usualMs: 10_000 },
    { from: start + 295_000, to: start + 1_500_000 },
  ])
})
