import { afterEach, expect, test } from 'vitest'
import type { ReceiptId } from '../../../src/contract/brand.ts'
import type { ReplayRequest, ReplayState } from '../../../src/contract/replay.ts'
import type { Which } from '../../../src/contract/which.ts'
import { startPushReceiver } from '../simulator/pushReceiver.ts'
import { openTestCore, type TestCore } from './openTestCore.ts'

const cleanups: (() => unknown)[] = []
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup()
})

async function open(settings: object = {}): Promise<TestCore> {
  const core = await openTestCore(settings)
  cleanups.push(core.close)
  return core
}

async function receiver(...given: Parameters<typeof startPushReceiver>) {
  const started = await startPushReceiver(...given)
  cleanups.push(started.close)
  return started
}

const request = (to: string, changes: Partial<ReplayRequest> = {}): ReplayRequest => ({
  what: { query: '' },
  to,
  times: 1,
  pace: 'max',
  concurrency: 4,
  resign: false,
  edit: null,
  confirmed: false,
  ...changes,
})

async function run(core: TestCore, wanted: ReplayRequest): Promise<ReplayState> {
  const { id } = await core.call('replay.start', wanted)
  const states = core.core.handlers.streams['replay.watch']({ id }, { signal: new AbortController().signal })
  let last: ReplayState | undefined
  for await (const state of states) last = state
  if (last === undefined) throw new Error('no state')
  return last
}

async function fill(core: TestCore, count: number) {
  for (let number = 0; number < count; number++) {
    await fetch(`${core.origin}/n%20x?number=${number}`, {
      method: 'POST',
      body: `message ${number} 回执`,
      headers: { 'Content-Type': 'text/plain', 'X-Own': `${number}`, 'x-mns-version': '2015-06-06' },
    })
  }
}

test('kept pushes are sent byte for byte, oldest first, and answers compared with the earlier ones', async () => {
  const core = await open()
  const target = await receiver([200, 200, 500])
  await fill(core, 3)
  const state = await run(core, request(target.url, { concurrency: 1 }))
  expect(state).toMatchObject({ state: 'done', total: 3, sent: 3, answers: { 200: 2, 500: 1 }, changed: 3 })
  expect(target.pushes.map(({ target }) => target)).toEqual(
    [0, 1, 2].map(number => `/n%20x?number=${number}`),
  )
  expect(target.pushes.map(({ body }) => body.toString())).toEqual(
    [0, 1, 2].map(number => `message ${number} 回执`),
  )
  const [first] = target.pushes
  const headers = first?.rawHeaders ?? []
  expect(headers[headers.indexOf('X-Own') + 1]).toBe('0')
  const again = await run(core, request(target.url, { concurrency: 1 }))
  expect(again.changed).toBe(2)
})

test('replays signed anew are valid at the endpoint itself, whatever was sent before', async () => {
  const core = await open()
  await fill(core, 1)
  const [row] = await core.rows()
  expect(row?.signature?.verdict).toBe('invalid')
  const state = await run(core, request(core.origin, { resign: true, times: 3 }))
  expect(state.answers).toEqual({ 204: 3 })
  expect((await core.rows('signature:valid')).length).toBeGreaterThan(0)
})

test('an edited message goes out as edited', async () => {
  const core = await open()
  const target = await receiver()
  await fill(core, 2)
  const rows = await core.rows()
  const edit = {
    method: 'PUT',
    target: '/other?q',
    headers: [['X-One', '1']] as [string, string][],
    body: Buffer.from('edited').toString('base64'),
  }
  await run(core, request(target.url, { what: { ids: rows.slice(0, 1).map(({ id }) => id) }, edit }))
  expect(target.pushes[0]).toMatchObject({ method: 'PUT', target: '/other?q', body: Buffer.from('edited') })
  await expect(run(core, request(target.url, { edit }))).rejects.toThrow('one message')
})

test('a host outside this machine is confirmed once', async () => {
  const core = await open()
  await fill(core, 1)
  const foreign = request('http://receiver.invalid/hook')
  await expect(core.call('replay.start', foreign)).rejects.toThrow('receiver.invalid is not this machine')
  const confirmed = await run(core, { ...foreign, confirmed: true })
  expect(confirmed.answers).toEqual({ failed: 1 })
  expect((await run(core, foreign)).sent).toBe(1)
})

test('redirects are answers, and a replay that is cancelled stops', async () => {
  const core = await open()
  const target = await receiver([302])
  await fill(core, 2)
  expect((await run(core, request(target.url))).answers).toEqual({ 302: 2 })
  const { id } = await core.call('replay.start', request(target.url, { times: 10_000, concurrency: 1 }))
  await target.first(10)
  await core.call('replay.cancel', { id })
  const states = core.core.handlers.streams['replay.watch']({ id }, { signal: new AbortController().signal })
  for await (const state of states) {
    if (state.state === 'running') continue
    expect(state.state).toBe('cancelled')
    expect(state.sent).toBeLessThan(20_000)
  }
})

test('answers are kept with the message, newest first, with what they began with', async () => {
  const core = await open()
  const target = await receiver([200, 503])
  await fill(core, 1)
  const [row] = await core.rows()
  if (row === undefined) throw new Error('no row')
  expect(await core.call('replay.answers', { id: row.id })).toEqual([])
  await run(core, request(target.url, { what: { ids: [row.id] }, times: 2, concurrency: 1 }))
  const answers = await core.call('replay.answers', { id: row.id })
  expect(answers.map(({ status }) => status)).toEqual([503, 200])
  expect(answers[0]?.url).toMatch(/\/n%20x\?number=0$/)
  expect(answers.every(({ body }) => typeof body === 'string')).toBe(true)
})

test('receipts are pinned and exported by name or by query', async () => {
  const core = await open()
  await fill(core, 3)
  const ids = (await core.rows()).map(({ id }) => id)
  const pin = (what: Which, pinned: boolean) => core.call('receipts.pin', { what, pinned })
  expect(await pin({ query: '' }, true)).toEqual({ changed: 3 })
  expect(await pin({ ids: ids.slice(1) }, false)).toEqual({ changed: 2 })
  expect((await core.rows('is:pinned')).map(({ id }) => id)).toEqual(ids.slice(0, 1))
  await expect(pin({ ids: ['r999' as ReceiptId] }, true)).rejects.toMatchObject({ code: 'not-found' })
  const input = { what: { ids: ids.slice(0, 2) }, format: 'ndjson', masked: false, from: null }
  let text = ''
  for await (const item of core.core.handlers.streams['receipts.export'](input, {
    signal: new AbortController().signal,
  })) {
    text += item.text
  }
  const written = text
    .trim()
    .split('\n')
    .map(line => JSON.parse(line).id)
  expect(written.toSorted()).toEqual(ids.slice(0, 2).toSorted())
})
