import { connect } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import {
  type Simulator,
  type SimulatorOptions,
  startSimulator,
} from '../../../src/simulator/startSimulator.ts'
import { callMns, elementIn, messageXml, subscriptionXml } from '../simulator/mnsCaller.ts'
import { startPushReceiver } from '../simulator/pushReceiver.ts'
import { openTestCore, type TestCore } from './openTestCore.ts'

const cleanups: (() => unknown)[] = []
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup()
})

async function open(settings: object = {}): Promise<TestCore> {
  const opened = await openTestCore(settings)
  cleanups.push(opened.close)
  return opened
}

async function simulate(options: SimulatorOptions = {}): Promise<Simulator> {
  const simulator = await startSimulator(options)
  cleanups.push(() => simulator.close())
  expect((await callMns(simulator, 'PUT', '/topics/t')).status).toBe(201)
  return simulator
}

async function subscribe(simulator: Simulator, endpoint: string, settings: Record<string, string> = {}) {
  const target = '/topics/t/subscriptions/s'
  const xml = subscriptionXml({ Endpoint: endpoint, ...settings })
  expect((await callMns(simulator, 'PUT', target, xml)).status).toBe(201)
}

async function publish(simulator: Simulator, body: string): Promise<string> {
  const answer = await callMns(simulator, 'POST', '/topics/t/messages', messageXml(body))
  return elementIn(answer.text, 'MessageId') ?? ''
}

/** Waits for so many rows, told by the feed of the product itself. */
async function untilRows(core: TestCore, count: number, query = '') {
  await untilSeen(core, query, async () => (await core.rows(query)).length >= count)
  return core.details(query)
}

async function untilSeen(core: TestCore, query: string, enough: () => Promise<boolean>) {
  const stop = new AbortController()
  const feed = core.core.handlers.streams['receipts.feed']({ query, after: null }, { signal: stop.signal })
  for await (const _ of feed) if (await enough()) break
  stop.abort()
}

test.each(['XML', 'JSON', 'SIMPLIFIED'])(
  'a push in %s is verified, stored whole and answered',
  async format => {
    const simulator = await simulate()
    const { host } = new URL(simulator.endpoint)
    const core = await open({ trustedCertificateHosts: [host] })
    await subscribe(simulator, `${core.origin}/hook/a%20b?tenant=7&amp;x=%2F`, {
      NotifyContentFormat: format,
    })
    const id = await publish(simulator, 'hello &amp; 回执')
    const [row] = await untilRows(core, 1)
    expect(row).toMatchObject({
      kind: 'push',
      via: 'push',
      content: 'hello & 回执',
      messageId: id,
      source: '/hook/a%20b',
      requestLine: 'POST /hook/a%20b?tenant=7&x=%2F HTTP/1.1',
      deliveries: 1,
      signature: { verdict: 'valid', certificateTrust: 'trusted' },
      undecodedReason: null,
    })
    expect(row?.headers).toContainEqual(['User-Agent', 'Aliyun Notification Service Agent'])
    const { attempts, forecast } = await core.call('pushes.attempts', { id: row?.id as never })
    expect(attempts).toHaveLength(1)
    expect(attempts[0]).toMatchObject({ answer: { status: 204 }, truncated: false, replayed: false })
    expect(forecast.state).toBe('accepted')
    const verification = await core.call('pushes.verify', {
      id: row?.id as never,
      attempt: null,
      registeredUrl: null,
    })
    expect(verification).toMatchObject({
      verdict: 'valid',
      certificate: { host, hostTrusted: true, keyBits: 2048 },
    })
  },
)

test.each([
  ['missing', 'trusted'],
  ['damaged', 'trusted'],
  ['wrong-key', 'trusted'],
  ['wrong-target', 'trusted'],
  ['wrong-digest', 'trusted'],
  ['tampered-body', 'trusted'],
] as const)('a push with the fault %s is refused', async (fault, certificateTrust) => {
  const simulator = await simulate()
  const core = await open({ trustedCertificateHosts: [new URL(simulator.endpoint).host] })
  simulator.control('faults', { spec: `signature=${fault}` })
  await subscribe(simulator, `${core.origin}/hook`)
  await publish(simulator, 'hello')
  const [row] = await untilRows(core, 1)
  expect(row?.signature).toEqual({ verdict: 'invalid', certificateTrust })
  const { attempts } = await core.call('pushes.attempts', { id: row?.id as never })
  expect(attempts[0]?.answer.status).toBe(403)
  const selector = { id: row?.id as never, attempt: null, registeredUrl: `${core.origin}/gateway/hook` }
  const { verdict, diagnosis } = await core.call('pushes.verify', selector)
  expect(verdict).toBe('invalid')
  if (fault === 'wrong-target') expect(diagnosis[0]?.edits).toMatchObject([{ kind: 'target-changed' }])
})

test('attempts at one message are one row, each with its own bytes, and their strategy is recognised', async () => {
  const simulator = await simulate({ clockSpeed: 1 })
  const core = await open({
    trustedCertificateHosts: [new URL(simulator.endpoint).host],
    answer: 'verify',
  })
  await core.call('endpoint.configure', {
    ...(await core.call('endpoint.settings', null)),
    answer: {
      kind: 'script',
      steps: [{ kind: 'status', status: 500 }, { kind: 'reset' }, { kind: 'verify' }],
    },
  })
  await subscribe(simulator, core.origin, { NotifyStrategy: 'EXPONENTIAL_DECAY_RETRY' })
  await publish(simulator, 'again')
  await untilSeen(core, '', async () => (await core.rows())[0]?.deliveries === 3)
  const [row] = await core.details()
  const { attempts, forecast } = await core.call('pushes.attempts', { id: row?.id as never })
  expect(attempts.map(({ answer }) => answer.status)).toEqual([500, null, 204])
  expect(new Set(attempts.map(({ raw }) => raw)).size).toBe(1)
  expect(forecast).toMatchObject({ state: 'accepted', strategy: 'EXPONENTIAL_DECAY_RETRY' })
})

test('batches of the SMS service become a row for each receipt; probes and anything else are kept as what they are', async () => {
  const core = await open()
  const receipt = (biz: string) => ({
    phone_number: '13800000000',
    send_time: '2026-01-01 00:00:00',
    report_time: '2026-01-01 00:00:02',
    success: true,
    err_code: 'DELIVERED',
    err_msg: '用户接收成功',
    sms_size: '1',
    biz_id: biz,
    out_id: '1',
  })
  const post = (body: string, type = 'application/json;charset=utf-8') =>
    fetch(`${core.origin}/sms?x=1`, { method: 'POST', body, headers: { 'content-type': type } })
  const batch = await post(JSON.stringify([receipt('1'), receipt('2')]))
  expect([batch.status, await batch.json()]).toEqual([200, { code: 0, msg: expect.any(String) }])
  const abroad = await post(
    JSON.stringify([
      { To: '8613800000000', Status: '1', MessageId: '7', ErrorCode: 'success', SmsSize: '1' },
    ]),
  )
  expect(abroad.status).toBe(200)
  const probe = await fetch(`${core.origin}/sms`)
  expect([probe.status, await probe.json()]).toEqual([200, { code: 0, msg: expect.any(String) }])
  expect((await post('hello', 'text/plain')).status).toBe(400)
  const rows = (await core.details()).reverse()
  expect(rows.map(({ kind, bizId, signature }) => [kind, bizId, signature])).toEqual([
    ['report', '1', null],
    ['report', '2', null],
    ['report', expect.anything(), null],
    ['unknown', null, null],
    ['unknown', null, null],
  ])
  expect(rows[3]?.undecodedReason?.en).toContain('probe')
})

test('pushes are passed on byte for byte, and the other service’s answer is recorded beside ours', async () => {
  const simulator = await simulate({ clockSpeed: 100 })
  const own = await startPushReceiver([418, 200], 'short and stout')
  cleanups.push(own.close)
  const core = await open({
    trustedCertificateHosts: [new URL(simulator.endpoint).host],
    forwardTo: own.url,
    answer: 'forward',
  })
  await subscribe(simulator, `${core.origin}/a%2Fb?q=%20`)
  await publish(simulator, 'pass it on')
  await untilSeen(core, '', async () => (await core.rows())[0]?.deliveries === 2)
  await own.first(2)
  const [row] = await core.details()
  await untilSeen(core, '', async () => {
    const { attempts } = await core.call('pushes.attempts', { id: row?.id as never })
    return attempts.every(({ forward }) => forward !== null)
  })
  const { attempts } = await core.call('pushes.attempts', { id: row?.id as never })
  expect(attempts.map(({ answer }) => answer.status)).toEqual([418, 200])
  expect(attempts[0]?.forward?.outcome).toMatchObject({
    kind: 'answered',
    status: 418,
    body: 'short and stout',
  })
  const [first] = own.pushes
  expect(first?.target).toBe('/a%2Fb?q=%20')
  expect(first?.body.toString('base64')).toBe(attempts[0]?.raw)
  const kept = (attempts[0]?.headers ?? []).filter(
    ([name]) => !/^(connection|content-length|host)$/i.test(name),
  )
  const seen = (first?.rawHeaders ?? []).join('\n')
  for (const [name, value] of kept) expect(seen).toContain(`${name}\n${value}`)
})

test('bodies beyond the limit are kept up to it, marked and never valid; what is no HTTP is kept too', async () => {
  const core = await open()
  const answer = await fetch(`${core.origin}/n`, {
    method: 'POST',
    body: 'x'.repeat(1024 * 1024 + 1),
    headers: { 'content-type': 'text/xml', 'x-mns-version': '2015-06-06', authorization: 'AAAA' },
  })
  expect(answer.status).toBe(403)
  const [row] = await core.details()
  expect(row).toMatchObject({ rawBytes: 1024 * 1024, signature: { verdict: 'invalid' } })
  const { attempts } = await core.call('pushes.attempts', { id: row?.id as never })
  expect(attempts[0]?.truncated).toBe(true)
  const socket = connect(Number(new URL(core.origin).port), '127.0.0.1')
  socket.write('NOT HTTP AT ALL\r\n\r\n')
  await new Promise(resolve => socket.once('close', resolve).resume())
  const [broken] = await untilRows(core, 1, 'kind:unknown')
  expect(Buffer.from(broken?.raw ?? '', 'base64').toString()).toContain('NOT HTTP')
})

test('a refused head and the body that comes after its answer are one row', async () => {
  const core = await open()
  const headers = Array.from({ length: 10_000 }, (_, place) => `X-${place}: v\r\n`).join('')
  const port = Number(new URL(core.origin).port)
  const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true })
  socket.write(`POST /n HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n${headers}\r\n`)
  const answer = await new Promise(resolve => socket.once('data', resolve))
  expect(String(answer)).toMatch(/^HTTP\/1\.1 431 /)
  socket.end('many')
  await new Promise(resolve => socket.once('close', resolve))
  // Rows are stored as they come: once this one is there, no earlier one is still to come.
  await fetch(`${core.origin}/n`, { method: 'POST', body: 'the last' })
  const [last, refused, ...others] = await core.details()
  expect(Buffer.from(last?.raw ?? '', 'base64').toString()).toBe('the last')
  expect(refused).toMatchObject({ kind: 'unknown', requestLine: null })
  expect(others).toEqual([])
})

test('a port that is taken is a state with a reason, not a crash', async () => {
  const first = await open()
  const port = Number(new URL(first.origin).port)
  const second = await open({ port })
  expect(second.core.endpoint).toBeNull()
  const stop = new AbortController()
  const states = second.core.handlers.streams['status.watch'](null, { signal: stop.signal })
  for await (const { endpoint } of states) {
    expect(endpoint).toMatchObject({
      listening: false,
      url: null,
      reason: { en: expect.stringContaining('taken') },
    })
    break
  }
  stop.abort()
})
