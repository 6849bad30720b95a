import { expect, test } from 'vitest'
import { createLogSync } from '../../../src/core/store/syncLog.ts'

function manualSync() {
  const running: ((error: Error | null) => void)[] = []
  const whenDurable = createLogSync(3, (_, done) => running.push(done))
  return { whenDurable, running }
}

test('calls during a synchronisation share the next one, which starts after the first ended', async () => {
  const { whenDurable, running } = manualSync()
  const order: string[] = []
  const first = whenDurable().then(() => order.push('first'))
  const second = whenDurable().then(() => order.push('second'))
  const third = whenDurable().then(() => order.push('third'))
  expect(running).toHaveLength(1)
  running[0]?.(null)
  await first
  await Promise.resolve()
  expect(order).toEqual(['first'])
  await expect.poll(() => running.length).toBe(2)
  running[1]?.(null)
  await Promise.all([second, third])
  expect(running).toHaveLength(2)
})

test('a failed synchronisation is told to who waited for it, and the next one tries again', async () => {
  const { whenDurable, running } = manualSync()
  const first = whenDurable()
  const second = whenDurable()
  running[0]?.(new Error('EIO'))
  await expect(first).rejects.toThrow('EIO')
  await expect.poll(() => running.length).toBe(2)
  running[1]?.(null)
  await expect(second).resolves.toBeUndefined()
})
