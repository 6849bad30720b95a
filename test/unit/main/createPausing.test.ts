import { expect, test } from 'vitest'
import { createPausing } from '../../../src/main/createPausing.ts'

test('the core rests while the user paused it or the machine sleeps, and goes on when neither does', () => {
  const done: string[] = []
  const { pause, sleep, isPaused } = createPausing({
    suspend: () => void done.push('suspend'),
    resume: () => void done.push('resume'),
  })
  sleep(true)
  sleep(false)
  expect(done.splice(0)).toEqual(['suspend', 'resume'])
  pause(true)
  sleep(true)
  sleep(false)
  expect(isPaused()).toBe(true)
  expect(done.splice(0)).toEqual(['suspend'])
  pause(false)
  pause(false)
  expect(done).toEqual(['resume'])
})
