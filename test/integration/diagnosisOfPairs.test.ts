import { expect, test } from 'vitest'
import { alterations } from '../unit/protocol/alterations.ts'
import { diagnose, genuinePush, namesExactly } from '../unit/protocol/pushUnderTest.ts'

/** Of this process's own time: the goal is 100 ms. The median is held to it, the slowest to what collecting garbage may add. */
const medianLimitMs = 100
const slowestLimitMs = 400

test('every pair of alterations of a push: at least 98 % are named exactly, and in time', () => {
  const missed: string[] = []
  const times: number[] = []
  for (const [index, one] of alterations.entries()) {
    for (const other of alterations.slice(index + 1)) {
      if (one.part === other.part) continue
      const received = other.alter(one.alter(genuinePush))
      const started = process.cpuUsage()
      const diagnosis = diagnose(received)
      const { user, system } = process.cpuUsage(started)
      times.push((user + system) / 1000)
      if (!namesExactly(diagnosis, received)) missed.push(`${one.name} + ${other.name}`)
    }
  }
  times.sort((left, right) => left - right)
  expect(times.length).toBeGreaterThan(900)
  expect(missed.length / times.length, missed.join('; ')).toBeLessThanOrEqual(0.02)
  expect(times[times.length >> 1]).toBeLessThan(medianLimitMs)
  expect(times.at(-1)).toBeLessThan(slowestLimitMs)
})
