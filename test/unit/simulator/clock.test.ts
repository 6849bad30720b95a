import { afterEach, expect, test, vi } from 'vitest'
import { createClock, createManualClock } from '../../../src/simulator/clock.ts'

afterEach(() => {
  vi.useRealTimers()
})

test('a manual clock runs timers in order of time, each at its own time', () => {
  const clock = createManualClock(1000)
  const seen: [string, number][] = []
  clock.at(1300, () => seen.push(['late', clock.now()]))
  clock.at(1100, () => {
    seen.push(['early', clock.now()])
    clock.at(1200, () => seen.push(['between', clock.now()]))
  })
  clock.advance(500)
  expect(seen).toEqual([
    ['early', 1100],
    ['between', 1200],
    ['late', 1300],
  ])
  expect(clock.now()).toBe(1500)
})

test('timers of one instant run in the order they were asked for, and a cancelled one does not run', () => {
  const clock = createManualClock()
  const seen: string[] = []
  clock.at(10, () => seen.push('first'))
  const cancel = clock.at(10, () => seen.push('cancelled'))
  clock.at(10, () => seen.push('second'))
  cancel()
  clock.advance(10)
  expect(seen).toEqual(['first', 'second'])
})

test('a running clock multiplies time', () => {
  vi.useFakeTimers({ now: 1_000_000 })
  const clock = createClock({ speed: 60 })
  const seen: number[] = []
  clock.at(clock.now() + 60_000, () => seen.push(clock.now()))
  vi.advanceTimersByTime(999)
  expect(seen).toEqual([])
  vi.advanceTimersByTime(1)
  expect(seen).toEqual([1_060_000])
  clock.close()
})

test('a changed speed counts from now on and moves what is already waiting', () => {
  vi.useFakeTimers({ now: 0 })
  const clock = createClock()
  const seen: number[] = []
  clock.at(100_000, () => seen.push(Date.now()))
  vi.advanceTimersByTime(10_000)
  clock.setSpeed(90)
  expect(clock.now()).toBe(10_000)
  vi.advanceTimersByTime(1000)
  expect(seen).toEqual([11_000])
  expect(clock.now()).toBe(100_000)
  clock.close()
})

test('a jump runs everything on the way at its own time', () => {
  vi.useFakeTimers({ now: 0 })
  const clock = createClock()
  const seen: number[] = []
  const again = () => {
    seen.push(clock.now())
    if (seen.length < 5) clock.at(clock.now() + 20_000, again)
  }
  clock.at(20_000, again)
  clock.jump(86_400_000)
  expect(seen).toEqual([20_000, 40_000, 60_000, 80_000, 100_000])
  expect(clock.now()).toBe(86_400_000)
  clock.close()
})

test('a wait longer than node allows is kept', () => {
  vi.useFakeTimers({ now: 0 })
  const clock = createClock()
  const month = 30 * 86_400_000
  let ran = false
  clock.at(month, () => {
    ran = true
  })
  vi.advanceTimersByTime(month - 1)
  expect(ran).toBe(false)
  vi.advanceTimersByTime(1)
  expect(ran).toBe(true)
  clock.close()
})

test('time never goes back, even when the machine’s does', () => {
  let wall = 5000
  const clock = createClock({ wall: () => wall })
  expect(clock.now()).toBe(5000)
  wall = 4000
  expect(clock.now()).toBe(5000)
  clock.close()
})

test('a timer that is always due again does not starve the rest of the program', () => {
  vi.useFakeTimers({ now: 0 })
  const clock = createClock({ speed: 1e6 })
  let runs = 0
  const again = () => {
    runs++
    clock.at(clock.now() + 1, again)
  }
  clock.at(1, again)
  vi.advanceTimersByTime(5)
  expect(runs).toBeLessThan(10)
  clock.close()
})
