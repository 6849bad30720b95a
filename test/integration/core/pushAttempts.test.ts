import { connect } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import type { AnswerStep } from '../../../src/contract/push.ts'
import { startCertificateHost } from '../../../src/core/doctor/certificateHost.ts'
import { writeSignedPush } from '../../../src/core/doctor/signedPush.ts'
import { listenForPushes } from '../../../src/core/endpoint/endpointServer.ts'
import type { HttpRequest } from '../../../src/protocol/httpRequest.ts'
import { openTestCore, type TestCore } from './openTestCore.ts'
import { toWire } from './rawPush.ts'

const cleanups: (() => unknown)[] = []
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup()
})

async function open(...given: Parameters<typeof openTestCore>): Promise<TestCore> {
  const core = await openTestCore(...given)
  cleanups.push(core.close)
  return core
}

async function answerBy(core: TestCore, answer: AnswerStep): Promise<void> {
  await core.call('endpoint.configure', { ...(await core.call('endpoint.settings', null)), answer })
}

const report = {
  phone_number: '13800000000',
  send_time: '2026-01-01 00:00:00',
  report_time: '2026-01-01 00:00:02',
  success: true,
  err_code: 'DELIVERED',
  err_msg: '用户接收成功',
  sms_size: '1',
  biz_id: '7001',
  out_id: '1',
}

/** What a sender hears of it that gives up after a while, as senders do. */
async function postBatch(core: TestCore, biz = '7001', patience = 10_000) {
  const body = JSON.stringify([{ ...report, biz_id: biz }])
  const headers = { 'content-type': 'application/json;charset=utf-8' }
  try {
    const signal = AbortSignal.timeout(patience)
    const response = await fetch(`${core.origin}/sms`, { method: 'POST', body, headers, signal })
    return { status: response.status, text: await response.text() }
  } catch {
    return { status: null, text: '' }
  }
}

async function attemptsOf(core: TestCore, row = 0) {
  const rows = await core.rows()
  return await core.call('pushes.attempts', { id: rows[row]?.id as never })
}

/** The endpoint notes an answer once its connection is gone, which the sender can't see. */
async function untilAnswered(core: TestCore, reason: RegExp) {
  const stop = new AbortController()
  const feed = core.core.handlers.streams['receipts.feed'](
    { query: '', after: null },
    { signal: stop.signal },
  )
  for await (const _ of feed) {
    if (reason.test((await attemptsOf(core)).attempts[0]?.answer.reason.en ?? '')) break
  }
  stop.abort()
  return await attemptsOf(core)
}

test('an answer that is dropped, cut or half is heard as that, and the row is there all the same', async () => {
  const core = await open()
  await answerBy(core, { kind: 'half' })
  expect((await postBatch(core, '1')).status).toBe(null)
  expect((await untilAnswered(core, /break off/)).attempts[0]?.answer.status).toBe(null)
  await answerBy(core, { kind: 'reset' })
  expect((await postBatch(core, '2')).status).toBe(null)
  expect((await untilAnswered(core, /cut/)).attempts[0]?.answer.status).toBe(null)
  await answerBy(core, { kind: 'drop' })
  expect((await postBatch(core, '3', 100)).status).toBe(null)
  expect((await untilAnswered(core, /say nothing|hung up/)).attempts[0]?.answer.status).toBe(null)
  expect((await core.rows()).map(({ bizId }) => bizId)).toEqual(['3', '2', '1'])
})

test('an answer that took most of its sender’s patience is listed, a quick one is not', async () => {
  const core = await open()
  expect((await postBatch(core, '1')).status).toBe(200)
  await answerBy(core, { kind: 'delay', milliseconds: 600 })
  expect(await postBatch(core, '2')).toMatchObject({ status: 200, text: expect.stringContaining('"code":0') })
  await untilSettled(core)
  const [late, ...others] = await core.call('pushes.nearMisses', null)
  expect(others).toEqual([])
  expect(late).toMatchObject({ path: '/sms', by: 'answer', budget: 700, status: 200 })
  expect(late?.milliseconds).toBeGreaterThanOrEqual(590)
  const rows = await core.rows()
  expect(late?.id).toBe(rows.at(-2)?.id)
})

/** What is noted after the answer is noted once a later push was answered. */
async function untilSettled(core: TestCore) {
  await answerBy(core, { kind: 'verify' })
  await postBatch(core, '2')
}

test('the next try of the SMS service is forecast from its batch and those before it', async () => {
  let clock = Date.UTC(2026, 10, 20)
  const core = await open({}, () => clock)
  await answerBy(core, { kind: 'status', status: 500 })
  await postBatch(core)
  const first = await attemptsOf(core)
  expect(first.forecast).toMatchObject({ strategy: 'SMS_PUSH', state: 'waiting' })
  expect(first.forecast.next?.from).toBeGreaterThanOrEqual(clock + 60_000)
  clock += 65_000
  await postBatch(core)
  const second = await attemptsOf(core)
  expect(second.attempts).toHaveLength(1)
  expect(second.forecast.next?.from).toBeGreaterThanOrEqual(clock + 300_000)
  expect(second.forecast.givesUpAt).not.toBe(null)
  clock += 310_000
  await answerBy(core, { kind: 'verify' })
  await postBatch(core)
  expect((await attemptsOf(core)).forecast).toMatchObject({ strategy: 'SMS_PUSH', state: 'accepted' })
})

async function postRaw(core: TestCore, request: HttpRequest): Promise<void> {
  const socket = connect(Number(new URL(core.origin).port), '127.0.0.1')
  socket.resume()
  socket.write(toWire(request))
  await new Promise<void>(resolve => socket.once('data', () => resolve()))
  socket.destroy()
}

async function signedPush(tag: string | null) {
  const certificates = await startCertificateHost(0)
  cleanups.push(certificates.stop)
  const at = Date.now()
  const push = writeSignedPush(
    { format: 'simplified', target: '/n', message: 'hi', tag, messageId: 'M1', publishedAt: at, date: at },
    certificates.signer,
  )
  return { push, certificates }
}

test('a push that is sent again is recognised after a restart', async () => {
  const { push, certificates } = await signedPush(null)
  const settings = { trustedCertificateHosts: [certificates.host] }
  const before = await openTestCore(settings)
  await postRaw(before, push)
  await before.core.close()
  const core = await open(settings, undefined, before.dataDirectory)
  await postRaw(core, push)
  const { attempts } = await attemptsOf(core)
  expect(attempts.map(({ replayed }) => replayed)).toEqual([false, true])
})

test('a request that was imported is verified by its own bytes, beyond ASCII too', async () => {
  const { push, certificates } = await signedPush('é标签')
  const core = await open({ trustedCertificateHosts: [certificates.host] })
  const bytes = toWire(push)
  const source = {
    text: async function* () {
      yield bytes.toString()
    },
    bytes: () => Promise.resolve(bytes),
    modified: Date.now() as never,
    account: null,
  }
  await core.core.importFile(source, () => undefined, new AbortController().signal)
  const { attempts, forecast } = await attemptsOf(core)
  expect(attempts).toHaveLength(1)
  expect(forecast.state).toBe('unknown')
  const [row] = await core.rows()
  const selector = { id: row?.id as never, attempt: null, registeredUrl: null }
  expect((await core.call('pushes.verify', selector)).verdict).toBe('valid')
})

test('a sender that is too slow with its headers is cut off', async () => {
  const broken: string[] = []
  const serving = {
    handle: () => undefined,
    broken: ({ bytes }: { bytes: Buffer }) => broken.push(bytes.toString()),
    whenRoom: () => null,
    now: Date.now,
  }
  const patience = { head: 60, request: 120, lookEvery: 20 }
  const listening = await listenForPushes({ host: '127.0.0.1', port: 0 }, serving, patience)
  if (listening.outcome === 'refused') throw new Error(listening.reason.en)
  cleanups.push(listening.server.stop)
  const socket = connect(listening.server.port, '127.0.0.1')
  const start = 'POST /n HTTP/1.1\r\nHost: a\r\nX-Slow'
  socket.write(start)
  const heard: Buffer[] = []
  socket.on('data', chunk => heard.push(chunk))
  await new Promise<void>(resolve => socket.once('close', () => resolve()))
  expect(Buffer.concat(heard).toString()).toContain('408')
  expect(broken).toEqual([start])
})

test('what was refused is waited for until its sender has given up', async () => {
  let time = Date.parse('2026-01-01T00:00:00Z')
  const core = await open({}, () => time)
  await answerBy(core, { kind: 'status', status: 500 })
  await postBatch(core, '7001')
  await answerBy(core, { kind: 'verify' })
  await postBatch(core, '7002')
  const [accepted, refused] = await core.rows()
  if (accepted === undefined || refused === undefined) throw new Error('two rows are expected')
  const [waiting, ...others] = await core.call('pushes.waiting', null)
  expect(others).toEqual([])
  expect(waiting?.id).toBe(refused.id)
  const { forecast, budget } = await core.call('pushes.attempts', { id: refused.id })
  expect(waiting?.next).toEqual(forecast.next)
  expect(budget).toBe(700)
  time += 3_600_000
  expect(await core.call('pushes.waiting', null)).toEqual([])
})

test('listening beyond this machine needs the address typed out, once', async () => {
  const core = await open()
  const settings = await core.call('endpoint.settings', null)
  const wide = { ...settings, host: '0.0.0.0' }
  await expect(core.call('endpoint.configure', wide)).rejects.toMatchObject({ code: 'refused' })
  await expect(core.call('endpoint.configure', { ...wide, typedName: '0.0.0.1' })).rejects.toMatchObject({
    code: 'refused',
  })
  expect(await core.call('endpoint.settings', null)).toEqual(settings)
  expect(await core.call('endpoint.configure', { ...wide, typedName: '0.0.0.0' })).toEqual(wide)
  const answering = { ...wide, answer: { kind: 'drop' as const } }
  expect(await core.call('endpoint.configure', answering)).toEqual(answering)
  await core.call('endpoint.configure', settings)
  await expect(core.call('endpoint.configure', wide)).rejects.toMatchObject({ code: 'refused' })
})

test.each([
  { host: '127.0.0.1:80' },
  { path: 'notifications' },
  { path: '/with space' },
  { trustedCertificateHosts: ['https://host/path.pem'] },
  { trustedCertificateHosts: ['user@host'] },
])('%j is refused and nothing changes', async change => {
  const core = await open()
  const settings = await core.call('endpoint.settings', null)
  await expect(core.call('endpoint.configure', { ...settings, ...change })).rejects.toMatchObject({
    code: 'bad-input',
  })
  expect(await core.call('endpoint.settings', null)).toEqual(settings)
})
