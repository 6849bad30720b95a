import { expect, test } from 'vitest'
import { createBell } from '../../../src/core/createBell.ts'

const forever = new AbortController().signal

/** What a wait has come to once nothing is left to be done but waiting. */
async function stateOf(wait: Promise<void>): Promise<'rung' | 'waiting'> {
  const settled = new Promise<'waiting'>(resolve => setImmediate(() => resolve('waiting')))
  return await Promise.race([wait.then(() => 'rung' as const), settled])
}

test('a ring wakes who waits, and one that nobody waits for is remembered once', async () => {
  const bell = createBell()
  const { rung } = bell.listen(forever)
  const first = rung()
  expect(await stateOf(first)).toBe('waiting')
  bell.ring()
  expect(await stateOf(first)).toBe('rung')
  bell.ring()
  bell.ring()
  expect(await stateOf(rung())).toBe('rung')
  expect(await stateOf(rung())).toBe('waiting')
})

test('rings in one turn wake who waits once', async () => {
  const bell = createBell()
  const { rung } = bell.listen(forever)
  const first = rung()
  bell.ring()
  bell.ring()
  expect(await stateOf(first)).toBe('rung')
  expect(await stateOf(rung())).toBe('waiting')
})

test('a wait that was given up takes no ring with it, not even one of the same turn', async () => {
  const bell = createBell()
  const { rung } = bell.listen(forever)
  const given = new AbortController()
  const first = rung(given.signal)
  given.abort()
  bell.ring()
  expect(await stateOf(first)).toBe('rung')
  expect(await stateOf(rung())).toBe('rung')
  expect(await stateOf(rung())).toBe('waiting')
})

test('who stops listening waits no longer', async () => {
  const bell = createBell()
  const stopping = new AbortController()
  const { rung } = bell.listen(stopping.signal)
  const waiting = rung()
  stopping.abort()
  expect(await stateOf(waiting)).toBe('rung')
  expect(await stateOf(rung())).toBe('rung')
})
