import fc from 'fast-check'
import { expect, onTestFinished, test } from 'vitest'
import type { AlertCondition } from '../../../../src/contract/alerts.ts'
import { measureAlert } from '../../../../src/core/alerts/measureAlert.ts'
import { createSlidingWindow } from '../../../../src/core/alerts/slidingWindow.ts'
import type { DecodedFields } from '../../../../src/core/store/incoming.ts'
import { openStore } from '../../../../src/core/store/openStore.ts'
import { temporaryDirectory } from '../../../temporaryDirectory.ts'
import { readHere } from '../readHere.ts'
import { storable } from '../storable.ts'

const minute = 60_000
const start = 1_700_000_040_000
const windowMs = 10 * minute

function setUp(condition: AlertCondition, query = '') {
  const store = openStore(temporaryDirectory())
  onTestFinished(() => store.close())
  const window = createSlidingWindow(windowMs)
  const { signal } = new AbortController()
  const reader = readHere(store.prepare)
  return {
    store,
    put: (fields: Partial<DecodedFields>, at: number) =>
      store.write([storable(fields, { receivedAt: (start + at) as never })]),
    measure: (at: number, fresh = false) =>
      measureAlert({ query, condition, windowMs }, fresh ? createSlidingWindow(windowMs) : window, {
        reader,
        now: start + at,
        signal,
      }),
  }
}

test('a count follows its window', async () => {
  const { put, measure } = setUp({ kind: 'count', atLeast: 1 }, 'status:failed')
  expect(await measure(0)).toMatchObject({ value: 0, rows: 0, partial: false, problem: null })
  put({ status: 'failed' }, 0)
  put({ status: 'delivered' }, 0)
  put({ status: 'failed' }, 5 * minute)
  expect(await measure(5 * minute)).toMatchObject({ value: 2 })
  expect(await measure(11 * minute)).toMatchObject({ value: 1 })
  expect(await measure(16 * minute)).toMatchObject({ value: 0 })
})

test('what is removed or changed is counted no more, what became a match is', async () => {
  const { store, put, measure } = setUp({ kind: 'count', atLeast: 1 }, 'status:failed')
  const [failed, delivered] = [put({ status: 'failed' }, 0), put({ status: 'delivered' }, 0)].map(
    ([written]) => written?.seqs[0] ?? 0,
  )
  put({ status: 'failed' }, minute)
  expect(await measure(minute)).toMatchObject({ value: 2 })
  store.remove([failed ?? 0])
  put({ status: 'failed' }, 2 * minute)
  expect(await measure(2 * minute)).toMatchObject({ value: 2 })
  store.change(nextRev => {
    store.prepare("UPDATE receipt SET status = 'failed', rev = ? WHERE seq = ?").run(nextRev(), delivered)
  })
  expect(await measure(3 * minute)).toMatchObject({ value: 3, partial: false })
  expect(await measure(3 * minute, true)).toMatchObject({ value: 3 })
  expect(await measure(13 * minute)).toMatchObject({ value: 0 })
})

test('a share and a percentile need their minimum of rows', async () => {
  const share = setUp({ kind: 'share', part: 'status:failed', atLeast: 0.5, minimum: 4 }, 'kind:report')
  for (const status of ['failed', 'delivered', 'delivered'] as const) share.put({ status }, 0)
  share.put({ kind: 'reply', status: 'inbound' }, 0)
  expect(await share.measure(1)).toMatchObject({ value: null, rows: 3 })
  share.put({ status: 'delivered' }, 2)
  expect(await share.measure(3)).toMatchObject({ value: 0.25, rows: 4 })

  const latency = setUp({ kind: 'latency', percentile: 'p95', atLeastMs: 1, minimum: 2 })
  latency.put({ latencyMs: 9000 }, 0)
  latency.put({ latencyMs: null }, 0)
  expect(await latency.measure(1)).toMatchObject({ value: null, rows: 1 })
  latency.put({ latencyMs: 1000 }, 2)
  expect(await latency.measure(3)).toMatchObject({ value: 9000, rows: 2 })
})

test('sends count once their receipt is late, until it comes', async () => {
  const { put, measure } = setUp({ kind: 'unreported', atLeast: 1, afterMs: 5 * minute })
  const send = { bizId: 'b1', phone: '13800000001', sendTime: start as never }
  put({ ...send, status: 'pending' }, 0)
  expect(await measure(minute)).toMatchObject({ value: 0 })
  expect(await measure(6 * minute)).toMatchObject({ value: 1 })
  put({ ...send, bizId: 'b2', status: 'delivered' }, 7 * minute)
  expect(await measure(7 * minute)).toMatchObject({ value: 1 })
  put({ ...send, status: 'delivered' }, 7 * minute)
  expect(await measure(7 * minute)).toMatchObject({ value: 0 })
})

test('what can not be read is a problem, not a value', async () => {
  const { measure } = setUp({ kind: 'count', atLeast: 1 }, 'latency>')
  expect(await measure(0)).toMatchObject({ value: null, problem: { en: expect.any(String) } })
})

test('moving on counts what counting afresh does', { timeout: 30_000 }, async () => {
  const step = fc.record({
    wait: fc.integer({ min: 0, max: 3 * minute }),
    latencies: fc.array(fc.integer({ min: 0, max: 5 }), { maxLength: 5 }),
    removed: fc.array(fc.integer({ min: 1, max: 40 }), { maxLength: 3 }),
    many: fc.boolean(),
  })
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 12 }), async steps => {
      const { store, put, measure } = setUp({ kind: 'latency', percentile: 'p50', atLeastMs: 1, minimum: 1 })
      let at = 0
      for (const { wait, latencies, removed, many } of steps) {
        at += wait
        for (const latency of latencies) put({ latencyMs: latency * 1000 }, at)
        if (many) {
          const receivedAt = (start + at) as never
          store.write(Array.from({ length: 1500 }, () => storable({ latencyMs: 2000 }, { receivedAt })))
        }
        store.remove([...removed, ...removed.map(seq => seq * 50)])
        const [moved, afresh] = [await measure(at), await measure(at, true)]
        expect([moved.value, moved.rows]).toEqual([afresh.value, afresh.rows])
      }
    }),
    { numRuns: 8 },
  )
})
