import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import RPCClient from '@alicloud/pop-core'
import { afterEach, expect, test } from 'vitest'
import { writeDirectMail, writeDirectSms } from '../../../src/protocol/xml/directAttributes.ts'
import { escapeText } from '../../../src/protocol/xml/writeXml.ts'
import {
  type Simulator,
  type SimulatorOptions,
  startSimulator,
} from '../../../src/simulator/startSimulator.ts'
import { callMns, elementIn, messageXml, subscriptionXml } from './mnsCaller.ts'
import { startPushReceiver } from './pushReceiver.ts'

const cleanups: (() => unknown)[] = []
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup()
})

async function start(options: SimulatorOptions = {}): Promise<Simulator> {
  const simulator = await startSimulator(options)
  cleanups.push(() => simulator.close())
  return simulator
}

async function receiver(...given: Parameters<typeof startPushReceiver>) {
  const started = await startPushReceiver(...given)
  cleanups.push(() => started.close())
  return started
}

async function prepareTopic(simulator: Simulator, settings: Record<string, string>) {
  await callMns(simulator, 'PUT', '/topics/t')
  const answer = await callMns(simulator, 'PUT', '/topics/t/subscriptions/s', subscriptionXml(settings))
  expect(answer.status, answer.text).toBe(201)
}

async function publish(simulator: Simulator, body: string, rest = ''): Promise<string> {
  const answer = await callMns(simulator, 'POST', '/topics/t/messages', messageXml(body, rest))
  expect(answer.status, answer.text).toBe(201)
  return elementIn(answer.text, 'MessageId') ?? ''
}

async function send(simulator: Simulator, parameters: Record<string, string> = {}): Promise<string> {
  const { endpoint, accessKeyId, accessKeySecret } = simulator
  const client = new RPCClient({ endpoint, accessKeyId, accessKeySecret, apiVersion: '2017-05-25' })
  const given = { PhoneNumbers: '13800000000', SignName: '云商城', TemplateCode: 'SMS_1', ...parameters }
  return (await client.request<{ BizId: string }>('SendSms', given)).BizId
}

/** Asks the same until the answer is as wanted. */
async function eventually<Answer>(ask: () => Answer, fits: (answer: Awaited<Answer>) => boolean) {
  for (;;) {
    const answer = await ask()
    if (fits(answer)) return answer
    await new Promise(resolve => setImmediate(resolve))
  }
}

type Outbox = { total: number; items: Record<string, unknown>[] }
type TraceAnswer = { events: { kind: string; place: string; detail?: Record<string, unknown> }[] }

test('mail and SMS of a topic can be read in the outbox', async () => {
  const simulator = await start()
  await prepareTopic(simulator, { Endpoint: 'mail:directmail:reader@company.com' })
  const sms = subscriptionXml({ Endpoint: 'sms:directsms:anonymous' })
  await callMns(simulator, 'PUT', '/topics/t/subscriptions/sms', sms)
  const directMail = writeDirectMail({
    accountName: 'news@company.com',
    subject: 'news',
    addressType: 0,
    isHtml: false,
    replyToAddress: false,
  })
  const directSms = writeDirectSms({
    signName: '云商城',
    templateCode: 'SMS_1',
    type: 'singleContent',
    receivers: ['13800000000'],
    parameters: new Map([['code', '7']]),
  })
  const attributes = `<MessageAttributes><DirectMail>${escapeText(directMail)}</DirectMail><DirectSMS>${escapeText(directSms)}</DirectSMS></MessageAttributes>`
  const id = await publish(simulator, 'read all about it', attributes)
  const outbox = await eventually(
    () => simulator.control('outbox') as Outbox,
    ({ total }) => total === 2,
  )
  expect(outbox.items).toMatchObject([
    { kind: 'mail', to: 'reader@company.com', subject: 'news', body: 'read all about it', messageId: id },
    { kind: 'sms', to: '13800000000', content: '【云商城】code: 7', messageId: id },
  ])
})

test('a rotated certificate signs under a new address, and the old one stays where it was', async () => {
  const simulator = await start()
  const endpoint = await receiver()
  await prepareTopic(simulator, { Endpoint: endpoint.url })
  await publish(simulator, 'before')
  await endpoint.first(1)
  await simulator.control('certificate', { kind: 'legacy' })
  await publish(simulator, 'after')
  const urls = (await endpoint.first(2)).map(({ rawHeaders }) =>
    Buffer.from(rawHeaders[rawHeaders.indexOf('x-mns-signing-cert-url') + 1] ?? '', 'base64').toString(),
  )
  expect(urls[0]).toBe(simulator.certificateUrl)
  expect(urls[1]).not.toBe(urls[0])
  for (const url of urls) expect(await (await fetch(url)).text()).toContain('BEGIN CERTIFICATE')
})

test("a message's trace tells each attempt and its answer", async () => {
  const simulator = await start({ clockSpeed: 2000 })
  const endpoint = await receiver([500, 204], 'not today')
  await prepareTopic(simulator, { Endpoint: endpoint.url, NotifyStrategy: 'EXPONENTIAL_DECAY_RETRY' })
  const messageId = await publish(simulator, 'traced')
  const { events } = await eventually(
    () => simulator.control('trace', { messageId }) as TraceAnswer,
    trace => trace.events.some(({ kind }) => kind === 'pushed'),
  )
  expect(events).toMatchObject([
    { kind: 'published', place: 'topics/t' },
    {
      kind: 'push-attempt',
      place: 'topics/t/subscriptions/s',
      detail: { attempt: 1, outcome: 'failed', status: 500, reason: expect.stringContaining('not today') },
    },
    { kind: 'push-attempt', detail: { attempt: 2, outcome: 'accepted', status: 204 } },
    { kind: 'pushed', detail: { attempt: 2 } },
  ])
})

test('faults damage, repeat and delay pushes', async () => {
  const simulator = await start({ clockSpeed: 1000 })
  const endpoint = await receiver()
  await prepareTopic(simulator, { Endpoint: endpoint.url })
  simulator.control('faults', { spec: 'signature=missing,duplicate=1' })
  const id = await publish(simulator, 'twice')
  const pushes = await endpoint.first(2)
  expect(pushes.map(({ body }) => elementIn(body.toString(), 'MessageId'))).toEqual([id, id])
  for (const { rawHeaders } of pushes) expect(rawHeaders).not.toContain('Authorization')
})

test('how a digest is written can be chosen', async () => {
  const simulator = await start()
  const endpoint = await receiver()
  await prepareTopic(simulator, { Endpoint: endpoint.url, NotifyContentFormat: 'SIMPLIFIED' })
  simulator.control('pushes', { contentMd5: 'base64-hex', contentType: { SIMPLIFIED: 'text/plain' } })
  await publish(simulator, 'hello')
  const [push] = await endpoint.first(1)
  const digest = Buffer.from('5d41402abc4b2a76b9719d911017c592').toString('base64')
  expect(push?.rawHeaders).toEqual(
    expect.arrayContaining(['Content-MD5', digest, 'Content-Type', 'text/plain']),
  )
  expect(() => simulator.control('pushes', { contentMd5: 'rot13' })).toThrow()
})

test('receipts and replies come by callback, in arrays, once its URL has answered', async () => {
  const simulator = await start({ clockSpeed: 1000 })
  const endpoint = await receiver([200], '{"code":0,"msg":"成功"}')
  const answer = await simulator.control('sms', {
    callback: { messageType: 'SmsReport', url: `${endpoint.url}/receipts?key=1` },
  })
  expect(answer).toMatchObject({ probe: { accepted: true } })
  const bizId = await send(simulator)
  const [probe, push] = await endpoint.first(2)
  expect([probe?.method, probe?.target]).toEqual(['GET', '/receipts?key=1'])
  expect(push?.method).toBe('POST')
  expect(JSON.parse(push?.body.toString() ?? '')).toMatchObject([{ biz_id: bizId, success: true }])
  await simulator.control('sms', { callback: { messageType: 'SmsUp', url: endpoint.url } })
  await simulator.control('sms', { reply: { phone: '13800000000', content: '退订' } })
  const reply = (await endpoint.first(4))[3]
  expect(JSON.parse(reply?.body.toString() ?? '')).toMatchObject([
    { phone_number: '13800000000', content: '退订' },
  ])
})

test('traffic is ordered, told apart from nonsense, and fills the queue', async () => {
  const simulator = await start({ clockSpeed: 100 })
  await expect(async () => simulator.control('traffic', { spec: 'rate=fast' })).rejects.toThrow('rate=50')
  simulator.control('traffic', { spec: 'rate=1000,limit=50,latency=1s,tail=2s' })
  const counted = await eventually(
    () => callMns(simulator, 'GET', `/queues/${simulator.smsQueues.SmsReport}`),
    ({ text }) => elementIn(text, 'ActiveMessages') === '50',
  )
  expect(counted.status).toBe(200)
})

test('a reset takes back what was set up, and the receipt queues are there again', async () => {
  const simulator = await start()
  await simulator.control('sms', { sign: { name: '待审', state: 'approving' }, tokenLife: 5 })
  await prepareTopic(simulator, { Endpoint: 'mail:directmail:a@b.c' })
  await callMns(simulator, 'DELETE', `/queues/${simulator.smsQueues.SmsUp}`)
  simulator.control('reset')
  expect(simulator.state()).toMatchObject({ sms: { signs: [], tokenLife: 3_600_000 }, topics: [] })
  expect((await callMns(simulator, 'GET', `/queues/${simulator.smsQueues.SmsUp}`)).status).toBe(200)
})

test('what a clock jump skips comes all at once', async () => {
  const simulator = await start()
  await send(simulator)
  simulator.control('clock', { jump: 86_400_000 })
  const { text } = await callMns(simulator, 'GET', `/queues/${simulator.smsQueues.SmsReport}/messages`)
  expect(Buffer.from(elementIn(text, 'MessageBody') ?? '', 'base64').toString()).toContain('DELIVERED')
})

test('topics, pushes under way, SMS and certificates outlive the process', async () => {
  const state = await mkdtemp(join(tmpdir(), 'receiptscope-'))
  cleanups.push(() => rm(state, { recursive: true }))
  const endpoint = await receiver([500, 204])
  const first = await startSimulator({ state })
  await prepareTopic(first, { Endpoint: endpoint.url, NotifyStrategy: 'EXPONENTIAL_DECAY_RETRY' })
  const id = await publish(first, 'to be continued')
  await endpoint.first(1)
  await first.control('sms', { sign: { name: '待审', state: 'approving' } })
  const bizId = await send(first)
  await first.close()

  const second = await start({ state })
  expect(await (await fetch(second.certificateUrl)).text()).toContain('BEGIN CERTIFICATE')
  const described = await callMns(second, 'GET', '/topics/t/subscriptions/s')
  expect(elementIn(described.text, 'Endpoint')).toBe(endpoint.url)
  const [, again] = await endpoint.first(2)
  expect(elementIn(again?.body.toString() ?? '', 'MessageId')).toBe(id)
  await expect(send(second, { SignName: '待审' })).rejects.toMatchObject({
    code: 'isv.SMS_SIGNATURE_ILLEGAL',
  })
  second.control('clock', { jump: 86_400_000 })
  const { text } = await callMns(second, 'GET', `/queues/${second.smsQueues.SmsReport}/messages`)
  expect(Buffer.from(elementIn(text, 'MessageBody') ?? '', 'base64').toString()).toContain(bizId)
})
