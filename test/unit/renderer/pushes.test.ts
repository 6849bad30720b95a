import { expect, test } from 'vitest'
import type { Instant, Seq } from '../../../src/contract/brand.ts'
import { isCertificateHost, isListenHost } from '../../../src/contract/endpointRules.ts'
import type { PushAttempt, PushHistory } from '../../../src/contract/push.ts'
import type { ReceiptRow } from '../../../src/contract/receipt.ts'
import { asIs } from '../../../src/contract/words.ts'
import { compareAttempts } from '../../../src/renderer/pushesPanel/compareAttempts.ts'
import { filterPushes, type PushFilter } from '../../../src/renderer/pushesPanel/filterPushes.ts'
import { groupPushes } from '../../../src/renderer/pushesPanel/groupPushes.ts'
import { layOutSchedule } from '../../../src/renderer/pushesPanel/layOutSchedule.ts'
import { mergePushes } from '../../../src/renderer/pushesPanel/mergePushes.ts'
import { moveStep } from '../../../src/renderer/pushesPanel/moveStep.ts'
import { receiptRow } from '../../receiptRow.ts'

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
  expect(layOutSchedule(history).marks).toEqual([
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
  expect(layOutSchedule({ attempts: [attempt(1, 1000, 204)], forecast, budget: 5000 }).marks).toEqual([
    { at: 1000, left: 0, width: 0, kind: 'accepted' },
  ])
  expect(layOutSchedule({ attempts: [], forecast, budget: 5000 }).marks).toEqual([])
})

test('the moment of giving up ends the line, and a day of retries leaves room for its first minute', () => {
  const day = 86_400_000
  const schedule = layOutSchedule({
    budget: 5000,
    attempts: [attempt(1, 0, 500), attempt(2, 1000, 500)],
    forecast: {
      strategy: 'EXPONENTIAL_DECAY_RETRY',
      reason: asIs(''),
      state: 'waiting',
      next: { from: 3000 as Instant, to: 3000 as Instant },
      givesUpAt: day as Instant,
    },
  })
  expect(schedule.marks.at(-1)).toEqual({ at: day, left: 100, width: 0, kind: 'gives-up' })
  const minute = schedule.place(60_000 as Instant)
  expect(minute).toBeGreaterThan(20)
  expect(minute).toBeLessThan(60)
  const places = schedule.ticks.map(({ left }) => left)
  expect(places).toEqual([...places].sort((one, other) => one - other))
  expect(schedule.ticks.map(({ after }) => after)).toContain(3_600_000)
  expect(schedule.place(-1 as Instant)).toBe(0)
})

test('a short line has at most six even ticks', () => {
  for (const end of [1000, 7000, 41_000, 61_000, 960_000]) {
    const { ticks } = layOutSchedule({
      budget: 700,
      attempts: [attempt(1, 0, 500), attempt(2, end, 204)],
      forecast: { strategy: null, reason: asIs(''), state: 'accepted', next: null, givesUpAt: null },
    })
    expect(ticks.length).toBeGreaterThan(0)
    expect(ticks.length).toBeLessThanOrEqual(6)
    expect(ticks.every(({ left }) => left > 0 && left <= 100)).toBe(true)
  }
})

test('messages are those of one id, and are found by what is wrong with them', () => {
  const push = (seq: number, messageId: string | null, verdict: 'valid' | 'invalid' | null) =>
    receiptRow(seq, seq, {
      via: 'push',
      messageId,
      signature: verdict === null ? null : { verdict, certificateTrust: 'trusted' },
    })
  const rows = [push(4, 'B', 'invalid'), push(3, null, null), push(2, 'A', 'valid'), push(1, 'A', 'valid')]
  const groups = groupPushes(rows)
  expect(groups.map(({ key, ids }) => [key, ids.length])).toEqual([
    ['B', 1],
    [rows[1]?.id, 1],
    ['A', 2],
  ])
  const ids = (...places: number[]) => new Set(places.flatMap(place => rows[place]?.id ?? []))
  const troubles = { nearMiss: ids(3), waiting: ids(0, 1) }
  const keys = (filter: PushFilter) => filterPushes(groups, filter, troubles).map(({ key }) => key)
  expect(keys('all')).toHaveLength(3)
  expect(keys('invalid')).toEqual(['B'])
  expect(keys('nearMiss')).toEqual(['A'])
  expect(keys('waiting')).toEqual(['B', rows[1]?.id])
})

test('two attempts are compared field by field', () => {
  const forward = {
    url: 'http://127.0.0.1/',
    milliseconds: 4200,
    budgetUsed: 0.84,
    outcome: { kind: 'answered' as const, status: 200, headers: [], body: '' },
  }
  const pairs = compareAttempts({ ...attempt(1, 0, 500), raw: 'YWI=' }, { ...attempt(2, 9, null), forward })
  const differing = pairs.filter(({ same }) => !same).map(({ field, left, right }) => [field, left, right])
  expect(differing).toEqual([
    ['receivedAt', '1970-01-01T00:00:00.000Z', '1970-01-01T00:00:00.009Z'],
    ['size', '2', '0'],
    ['answer', '500', null],
    ['forward', null, '200'],
    ['forwardTime', null, '4200'],
  ])
  expect(pairs.map(({ field }) => field)).not.toContain('peer')
})

test('a step moves by one place and never off the list', () => {
  expect(moveStep(['a', 'b', 'c'], 2, -1)).toEqual(['a', 'c', 'b'])
  expect(moveStep(['a', 'b', 'c'], 0, 1)).toEqual(['b', 'a', 'c'])
  expect(moveStep(['a', 'b'], 0, -1)).toEqual(['a', 'b'])
  expect(moveStep(['a', 'b'], 1, 1)).toEqual(['a', 'b'])
})

test.each([
  ['127.0.0.1', true],
  ['::1', true],
  ['fe80::1%eth0', true],
  ['my-machine.local', true],
  ['127.0.0.1:80', false],
  ['http://host', false],
  ['', false],
])('%j as a host to listen on: %s', (host, fits) => {
  expect(isListenHost(host)).toBe(fits)
})

test.each([
  ['signer.test', true],
  ['127.0.0.1:8443', true],
  ['[::1]:8443', true],
  ['http://signer.test:8080', true],
  ['https://signer.test/', false],
  ['user@signer.test', false],
  ['', false],
])('%j as a host of certificates: %s', (host, fits) => {
  expect(isCertificateHost(host)).toBe(fits)
})

test('pushes come newest first, take the place of what they were, and leave when they are removed', () => {
  const row = (seq: number, deliveries = 1) => receiptRow(seq, seq, { deliveries })
  const item = (rows: ReceiptRow[], gone: number[] = [], reset = false) => ({
    rows,
    gone: gone as Seq[],
    reset,
  })
  const known = mergePushes(null, item([row(1), row(3), row(2)], [], true))
  expect(known.map(({ seq }) => seq)).toEqual([3, 2, 1])
  const changed = mergePushes(known, item([row(2, 5)], [1, 9]))
  expect(changed.map(({ seq, deliveries }) => [seq, deliveries])).toEqual([
    [3, 1],
    [2, 5],
  ])
  expect(mergePushes(changed, item([row(7)], [], true)).map(({ seq }) => seq)).toEqual([7])
  expect(mergePushes(changed, item([], [2, 3]))).toEqual([])
})
