import { expect, test } from 'vitest'
import type { Instant } from '../../../src/contract/brand.ts'
import { asIs } from '../../../src/contract/words.ts'
import { forecastRetries } from '../../../src/core/endpoint/forecastRetries.ts'

const attemptsAt = (seconds: readonly number[], status: number | null = 500) =>
  seconds.map(second => ({
    receivedAt: (second * 1000) as Instant,
    answer: { status, milliseconds: 10, reason: asIs('') },
  }))

test.each([
  ['the first failure alone', [0], null, 'waiting', [1010, 20_010]],
  ['gaps of 10 to 20 s', [0, 14], 'BACKOFF_RETRY', 'waiting', [24_010, 34_010]],
  ['gaps that double', [0, 1, 3, 7], 'EXPONENTIAL_DECAY_RETRY', 'waiting', [15_010, 15_010]],
  ['three retries ten seconds apart', [0, 12, 30, 48], 'BACKOFF_RETRY', 'given-up', null],
  ['gaps of no strategy', [0, 300], null, 'unknown', null],
] as const)('%s', (_, seconds, strategy, state, next) => {
  const forecast = forecastRetries(attemptsAt(seconds), (seconds.at(-1) ?? 0) * 1000 + 500)
  expect(forecast).toMatchObject({ strategy, state })
  expect(forecast.next === null ? null : [forecast.next.from, forecast.next.to]).toEqual(next)
})

test('a success ends it, and an attempt that does not come means that the sender gave up', () => {
  expect(forecastRetries(attemptsAt([0, 1], 204), 2000).state).toBe('accepted')
  expect(forecastRetries(attemptsAt([0, 12]), 100_000)).toMatchObject({ state: 'given-up', next: null })
})

test('backoff gives up with its third retry', () => {
  const { givesUpAt } = forecastRetries(attemptsAt([0, 12]), 12_500)
  expect(givesUpAt).toBe(12_010 + 2 * 20_000)
})
