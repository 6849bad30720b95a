import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Lease, LeasedMessage } from '../../../src/core/mns/lease.ts'
import { keepLeases } from '../../../src/core/monitor/keepLeases.ts'

beforeEach(() => {
  vi.useFakeTimers({ now: 1_000_000 })
})
afterEach(() => {
  vi.useRealTimers()
})

const message = (lease: string, leasedFor: number): LeasedMessage => ({
  messageId: lease,
  lease: lease as Lease,
  body: '',
  enqueuedAt: null,
  leasedUntil: Date.now() + leasedFor,
  dequeueCount: 1,
})

function setUp() {
  const extended: string[] = []
  const extend = (_queue: string, lease: Lease) => {
    extended.push(lease)
    return Promise.resolve({ ok: true, value: { lease: `${lease}+` as Lease, leasedUntil: null } } as const)
  }
  const { promise, resolve } = Promise.withResolvers<void>()
  const kept = (messages: LeasedMessage[]) => keepLeases({ extend }, 'q', messages, Date.now, () => promise)
  return { extended, finish: resolve, kept }
}

test('work that is quick leaves the leases alone', async () => {
  const { extended, finish, kept } = setUp()
  const leases = kept([message('a', 30_000), message('b', 30_000)])
  await vi.advanceTimersByTimeAsync(14_000)
  finish()
  expect(await leases).toEqual(['a', 'b'])
  await vi.advanceTimersByTimeAsync(60_000)
  expect(extended).toEqual([])
})

test('work that takes half of the shortest lease extends all, again and again, and ends with the newest', async () => {
  const { extended, finish, kept } = setUp()
  const leases = kept([message('a', 10_000), message('b', 30_000)])
  await vi.advanceTimersByTimeAsync(5001)
  expect(extended).toEqual(['a', 'b'])
  await vi.advanceTimersByTimeAsync(15_000)
  expect(extended).toEqual(['a', 'b', 'a+', 'b+'])
  finish()
  expect(await leases).toEqual(['a++', 'b++'])
  await vi.advanceTimersByTimeAsync(60_000)
  expect(extended).toHaveLength(4)
})

test('work that fails tells so, and nothing is extended any more', async () => {
  const extend = vi.fn()
  const failing = keepLeases({ extend }, 'q', [message('a', 1000)], Date.now, () =>
    Promise.reject(new Error('full')),
  )
  await expect(failing).rejects.toThrow('full')
  await vi.advanceTimersByTimeAsync(10_000)
  expect(extend).not.toHaveBeenCalled()
})
