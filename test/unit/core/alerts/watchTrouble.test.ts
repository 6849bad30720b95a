import { expect, test } from 'vitest'
import type { MonitorStatus, Status } from '../../../../src/contract/status.ts'
import { asIs } from '../../../../src/contract/words.ts'
import { type Trouble, watchTrouble } from '../../../../src/core/alerts/watchTrouble.ts'
import { createManualTimers } from '../../contract/manualTimers.ts'

const minute = 60_000

function setUp() {
  const timers = createManualTimers()
  const told: Trouble[] = []
  return { timers, told, tell: watchTrouble(timers, trouble => told.push(trouble)) }
}

function statusOf(
  states: Record<string, MonitorStatus['state']>,
  store: Partial<Status['store']> = {},
): Status {
  const monitors = Object.entries(states).map(([queue, state]) => ({
    id: queue,
    queue,
    state,
    reason: asIs('trying again in 8 s'),
    lastError: asIs(`${queue} was not found`),
  }))
  return { monitors, store: { writable: true, lastError: null, ...store } } as unknown as Status
}

test('trouble that passes is not told', () => {
  const { timers, told, tell } = setUp()
  tell(statusOf({ orders: 'backing-off' }))
  timers.pass(20_000)
  tell(statusOf({ orders: 'polling' }))
  timers.pass(10 * minute)
  expect(told).toEqual([])
  expect(timers.waiting()).toBe(0)
})

test('trouble that lasts is told once, in its latest words, and again only after a while', () => {
  const { timers, told, tell } = setUp()
  tell(statusOf({ orders: 'backing-off' }))
  timers.pass(10_000)
  tell(statusOf({ orders: 'backing-off', replies: 'idle' }))
  timers.pass(20_000)
  expect(told).toEqual([
    { kind: 'monitor', monitor: 'orders', queue: 'orders', reason: asIs('orders was not found') },
  ])

  tell(statusOf({ orders: 'polling' }))
  tell(statusOf({ orders: 'backing-off' }))
  timers.pass(5 * minute)
  expect(told).toHaveLength(1)
  tell(statusOf({ orders: 'polling' }))
  timers.pass(15 * minute)
  tell(statusOf({ orders: 'backing-off' }))
  timers.pass(minute)
  expect(told).toHaveLength(2)
})

test('each monitor is told by itself, and a store that can’t be written as well', () => {
  const { timers, told, tell } = setUp()
  tell(
    statusOf(
      { orders: 'backing-off', replies: 'backing-off' },
      { writable: false, lastError: asIs('disk full') },
    ),
  )
  timers.pass(minute)
  expect(told.map(({ kind }) => kind).sort()).toEqual(['monitor', 'monitor', 'store'])
  expect(told).toContainEqual({ kind: 'store', reason: asIs('disk full') })
})
