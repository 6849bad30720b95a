import { expect, test } from 'vitest'
import type { Instant } from '../../../src/contract/brand.ts'
import type { PushAttempt, PushHistory } from '../../../src/contract/push.ts'
import { asIs } from '../../../src/contract/words.ts'
import { scheduleMarks } from '../../../src/renderer/pushesPanel/scheduleMarks.ts'

const attempt = (id: number, receivedAt: number, status: number | null): PushAttempt => ({
  id,
  receivedAt: receivedAt as Instant,
  peer: null,
  requestId: null,
  requestLine: 'POST / HTTP/1.1',
  headers: [],
  raw: '',
  truncated: false,
  replayed: false,
  signature: null,
  answer: { status, milliseconds: 1, reason: asIs('') },
  forward: null,
})

test('attempts and the window of the next one lie on one line of time', () => {
  const history: PushHistory = {
    budget: 5000,
    attempts: [attempt(1, 1000, 500), attempt(2, 11_000, null)],
    forecast: {
      strategy: 'BACKOFF_RETRY',
      reason: asIs(''),
      state: 'waiting',
      next: { from: 31_000 as Instant, to: 41_000 as Instant },
      givesUpAt: null,
    },
  }
  expect(scheduleMarks(history)).toEqual([
    { at: 1000, left: 0, width: 0, kind: 'refused' },
    { at: 11_000, left: 25, width: 0, kind: 'refused' },
    { at: 31_000, left: 75, width: 25, kind: 'next' },
  ])
})

test('one accepted attempt stands at the beginning, and no attempt is nothing', () => {
  const forecast: PushHistory['forecast'] = {
    strategy: null,
    reason: asIs(''),
    state: 'accepted',
    next: null,
    givesUpAt: null,
  }
  expect(scheduleMarks({ attempts: [attempt(1, 1000, 204)], forecast, budget: 5000 })).toEqual([
    { at: 1000, left: 0, width: 0, kind: 'accepted' },
  ])
  expect(scheduleMarks({ attempts: [], forecast, budget: 5000 })).toEqual([])
})
