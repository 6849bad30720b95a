import { afterEach, beforeEach, expect, test } from 'vitest'
import { parseFaults } from '../../../src/simulator/faults/parseFaults.ts'
import { type Simulator, startSimulator } from '../../../src/simulator/startSimulator.ts'
import { call, codeOf, element, send } from './wire.ts'

let simulator: Simulator

beforeEach(async () => {
  simulator = await startSimulator({ seed: 3 })
  await call(simulator, { method: 'PUT', target: '/queues/q' })
})

afterEach(() => simulator.close())

const host = () => new URL(simulator.endpoint).host

async function control(name: string, input: unknown, headers: [string, string][] = []) {
  const answer = await send(simulator, {
    method: name === 'state' ? 'GET' : 'POST',
    target: `/simulator/${name}`,
    headers: [['Host', host()], ...headers],
    body: name === 'state' ? '' : JSON.stringify(input),
  })
  return { status: answer.status, body: JSON.parse(answer.body) }
}

const get = (target: string) => call(simulator, { method: 'GET', target })
const post = (body: string) =>
  call(simulator, {
    method: 'POST',
    target: '/queues/q/messages',
    body: `<Message><MessageBody>${body}</MessageBody></Message>`,
  })

test('the state tells queues, faults, time and counters, and no secret', async () => {
  await post('a')
  const { status, body } = await control('state', null)
  expect(status).toBe(200)
  expect(body).toMatchObject({
    accountId: simulator.accountId,
    clock: { speed: 1 },
    faults: { errors: [] },
    counters: { total: { sent: 1 } },
  })
  expect(body.queues).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ name: 'q', messages: { active: 1, inactive: 0, delayed: 0 } }),
    ]),
  )
  expect(JSON.stringify(body)).not.toContain(simulator.accessKeySecret)
})

test.each([
  ['a web page', { Origin: 'https://example.com' }],
  ['a page that was opened from a file', { Origin: 'null' }],
  ['a page that sends no Origin', { 'Sec-Fetch-Site': 'cross-site' }],
  ['a name that was bent to point here', { Host: 'rebound.example.com' }],
])('%s can not drive it', async (_who, headers) => {
  const { status } = await control('clock', { jump: 1000 }, Object.entries(headers))
  expect(status).toBe(403)
})

test('what can’t be done is explained', async () => {
  expect((await control('nonsense', {})).body.error.message).toContain('expected one of')
  const spec = await control('faults', { spec: 'eror=1' })
  expect([spec.status, spec.body.error.message]).toEqual([400, expect.stringContaining('"eror" is no fault')])
  const clock = await control('clock', { jump: 'far' })
  expect([clock.status, clock.body.error.message]).toEqual([400, expect.stringContaining('jump')])
  const half = await send(simulator, {
    method: 'POST',
    target: '/simulator/clock',
    headers: [['Host', host()]],
    body: '{',
  })
  expect(half.status).toBe(400)
})

test('a jump brings hidden messages back, and the trace tells why', async () => {
  await post('a')
  const id = element(await get('/queues/q/messages'), 'MessageId')
  expect((await get('/queues/q/messages')).status).toBe(404)
  await control('clock', { jump: 30_000 })
  expect((await get('/queues/q/messages')).status).toBe(200)
  const { events } = (await control('trace', { messageId: id })).body
  expect(events.map((event: { kind: string }) => event.kind)).toEqual([
    'sent',
    'received',
    'made-visible',
    'received',
  ])
})

test('a faster clock makes a minute pass in a second', async () => {
  const before = simulator.clock.now()
  await control('clock', { speed: 100_000 })
  await post('a')
  await get('/queues/q/messages')
  const again = await get('/queues/q/messages?waitseconds=20')
  expect(element(again, 'DequeueCount')).toBe('2')
  expect(simulator.clock.now() - before).toBeGreaterThan(30_000)
})

test('errors come by operation until they are taken back', async () => {
  await control('faults', { spec: 'error@SendMessage=1:QpsLimitExceeded' })
  const refused = await post('a')
  expect([refused.status, codeOf(refused)]).toEqual([400, 'QpsLimitExceeded'])
  expect((await get('/queues/q')).status).toBe(200)
  await control('faults', { spec: '' })
  expect((await post('a')).status).toBe(201)
})

test('a reset connection, a broken document and a wrong digest look like that to a client', async () => {
  await post('a')
  await control('faults', { spec: 'malformed=1' })
  expect((await get('/queues/q')).body).not.toContain('</Queue>')
  await control('faults', { spec: 'digest=1' })
  const peeked = await get('/queues/q/messages?peekonly=true')
  expect(element(peeked, 'MessageBodyMD5')).not.toBe('0CC175B9C0F1B6A831C399E269772661')
  await control('faults', { spec: 'reset=1' })
  await expect(get('/queues/q')).rejects.toThrow()
})

test('a slow answer trickles in and is complete in the end', async () => {
  await control('faults', { spec: 'slow=1:200ms' })
  const started = performance.now()
  expect((await get('/queues/q')).body).toContain('</Queue>')
  expect(performance.now() - started).toBeGreaterThan(150)
})

test('a clock that is wrong rejects good requests and says so in its Date', async () => {
  await control('faults', { spec: 'skew=1200' })
  const refused = await get('/queues/q')
  expect([refused.status, codeOf(refused)]).toEqual([408, 'TimeExpired'])
  expect(Date.parse(String(refused.headers.date)) - Date.now()).toBeGreaterThan(1_190_000)
})

test('some items of a batch fail: 500 and a mixed list', async () => {
  await control('faults', { spec: 'partial=0.5' })
  const items = '<Message><MessageBody>x</MessageBody></Message>'.repeat(16)
  const answer = await call(simulator, {
    method: 'POST',
    target: '/queues/q/messages',
    body: `<Messages>${items}</Messages>`,
  })
  expect(answer.status).toBe(500)
  const good = answer.body.match(/<MessageId>/g)?.length ?? 0
  const bad = answer.body.match(/<ErrorCode>InternalError</g)?.length ?? 0
  expect([good + bad, good > 0, bad > 0]).toEqual([16, true, true])
})

test('a reset takes everything back to the start', async () => {
  await post('a')
  await control('faults', { spec: 'error=1' })
  await control('reset', {})
  const gone = await get('/queues/q')
  expect([gone.status, codeOf(gone)]).toEqual([404, 'QueueNotExist'])
})

test('the same seed and the same calls meet the same faults', async () => {
  const run = async () => {
    const faults = parseFaults('error=0.5')
    if (faults.outcome === 'refused') throw new Error(faults.message)
    const started = await startSimulator({ seed: 11, faults: faults.faults })
    const statuses: number[] = []
    for (let at = 0; at < 20; at++) {
      statuses.push((await call(started, { method: 'GET', target: '/queues' })).status)
    }
    await started.close()
    return statuses
  }
  const first = await run()
  expect(first).toContain(500)
  expect(await run()).toEqual(first)
})
