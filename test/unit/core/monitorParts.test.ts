import { expect, test } from 'vitest'
import { backoffMilliseconds } from '../../../src/core/monitor/backoff.ts'
import { createRateMeter } from '../../../src/core/monitor/rateMeter.ts'

test('waits grow twofold up to half a minute, and never march in step', () => {
  const least = [1, 2, 3, 7, 50].map(failures => backoffMilliseconds(failures, () => 0))
  const most = [1, 2, 3, 7, 50].map(failures => backoffMilliseconds(failures, () => 0.999_999))
  expect(least).toEqual([250, 500, 1000, 15_000, 15_000])
  expect(most).toEqual([500, 1000, 2000, 30_000, 30_000])
})

test('a rate is of the last five whole seconds, and falls to nothing by itself', () => {
  let time = 10_000_000
  const meter = createRateMeter(() => time)
  meter.add(100)
  expect(meter.perSecond()).toBe(0)
  time += 1000
  expect(meter.perSecond()).toBe(20)
  meter.add(50)
  time += 1000
  expect(meter.perSecond()).toBe(30)
  time += 4000
  expect(meter.perSecond()).toBe(10)
  time += 1000
  expect(meter.perSecond()).toBe(0)
  time += 3_600_000
  expect(meter.perSecond()).toBe(0)
})
