import { createHash, createPublicKey, createVerify } from 'node:crypto'
import { afterEach, expect, test } from 'vitest'
import {
  type Simulator,
  type SimulatorOptions,
  startSimulator,
} from '../../../src/simulator/startSimulator.ts'
import { callMns, elementIn, messageXml, subscriptionXml } from './mnsCaller.ts'
import { type ReceivedPush, startPushReceiver } from './pushReceiver.ts'

const cleanups: (() => unknown)[] = []
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup()
})

async function start(options: SimulatorOptions = {}): Promise<Simulator> {
  const simulator = await startSimulator(options)
  cleanups.push(() => simulator.close())
  expect((await callMns(simulator, 'PUT', '/topics/t')).status).toBe(201)
  return simulator
}

async function receiver(...given: Parameters<typeof startPushReceiver>) {
  const started = await startPushReceiver(...given)
  cleanups.push(() => started.close())
  return started
}

async function subscribe(simulator: Simulator, name: string, settings: Record<string, string>) {
  const target = `/topics/t/subscriptions/${name}`
  const answer = await callMns(simulator, 'PUT', target, subscriptionXml(settings))
  expect(answer.status, answer.text).toBe(201)
}

async function publish(simulator: Simulator, body: string, rest = ''): Promise<string> {
  const answer = await callMns(simulator, 'POST', '/topics/t/messages', messageXml(body, rest))
  expect(answer.status, answer.text).toBe(201)
  return elementIn(answer.text, 'MessageId') ?? ''
}

/**
 * What the interface's description tells a receiver to do, and nothing else: fetch the certificate that the push
 * names, build the text out of method, headers and request target, check it with SHA1 and RSA.
 */
async function verify(push: ReceivedPush): Promise<boolean> {
  const headers = new Map<string, string>()
  for (let at = 0; at < push.rawHeaders.length; at += 2)
    headers.set((push.rawHeaders[at] ?? '').toLowerCase(), push.rawHeaders[at + 1] ?? '')
  const extensions = [...headers.keys()].filter(name => name.startsWith('x-mns-')).sort()
  const text =
    `${push.method}\n${headers.get('content-md5') ?? ''}\n${headers.get('content-type') ?? ''}\n` +
    `${headers.get('date')}\n${extensions.map(name => `${name}:${headers.get(name)}\n`).join('')}${push.target}`
  const url = Buffer.from(headers.get('x-mns-signing-cert-url') ?? '', 'base64').toString()
  const certificate = await (await fetch(url)).text()
  return createVerify('RSA-SHA1')
    .update(text)
    .verify(createPublicKey(certificate), headers.get('authorization') ?? '', 'base64')
}

test('a simulator that listens everywhere names an address in its pushes that can be fetched', async () => {
  const simulator = await start({ host: '0.0.0.0' })
  expect(new URL(simulator.endpoint).hostname).toBe('127.0.0.1')
  const endpoint = await receiver()
  await subscribe(simulator, 's', { Endpoint: endpoint.url })
  await publish(simulator, 'x')
  for (const push of await endpoint.first(1)) expect(await verify(push)).toBe(true)
})

test('a server clock that goes ahead shows in the date of a push', async () => {
  const simulator = await start()
  const endpoint = await receiver()
  await subscribe(simulator, 's', { Endpoint: endpoint.url })
  simulator.control('faults', { spec: 'skew=600' })
  await publish(simulator, 'x')
  const [push] = await endpoint.first(1)
  const date = push?.rawHeaders[push.rawHeaders.indexOf('Date') + 1] ?? ''
  expect(Math.abs(Date.parse(date) - Date.now() - 600_000)).toBeLessThan(60_000)
})

test.each(['XML', 'JSON', 'SIMPLIFIED'])('a push in %s verifies, with a query in its path', async format => {
  const simulator = await start()
  const endpoint = await receiver()
  await subscribe(simulator, 's', {
    Endpoint: `${endpoint.url}/hook/a%20b?tenant=7&amp;x=%2F`,
    NotifyContentFormat: format,
  })
  const id = await publish(simulator, 'hello &amp; 回执', '<MessageTag>important</MessageTag>')
  const [push] = await endpoint.first(1)
  if (push === undefined) throw new Error('no push came')
  expect(push.target).toBe('/hook/a%20b?tenant=7&x=%2F')
  expect(await verify(push)).toBe(true)
  expect(await verify({ ...push, target: '/hook/a%20b' })).toBe(false)
  const digest = createHash('md5').update(push.body).digest('hex').toUpperCase()
  expect(push.rawHeaders).toContain(digest)
  const text = push.body.toString()
  if (format === 'SIMPLIFIED') {
    expect(text).toBe('hello & 回执')
    expect(push.rawHeaders).toEqual(
      expect.arrayContaining(['x-mns-message-id', id, 'x-mns-message-tag', 'important']),
    )
  } else if (format === 'JSON') {
    expect(JSON.parse(text)).toMatchObject({
      MessageId: id,
      Message: 'hello & 回执',
      MessageTag: 'important',
    })
  } else {
    expect(elementIn(text, 'MessageId')).toBe(id)
    expect(elementIn(text, 'Message')).toBe('hello &amp; 回执')
  }
})

test('a push that fails comes again, in step with a clock that runs fast', async () => {
  const simulator = await start({ clockSpeed: 2000 })
  const endpoint = await receiver([500, 403, 503, 204])
  await subscribe(simulator, 's', { Endpoint: endpoint.url, NotifyStrategy: 'EXPONENTIAL_DECAY_RETRY' })
  const id = await publish(simulator, 'again')
  const pushes = await endpoint.first(4)
  expect(pushes.every(({ target }) => target === '/notifications')).toBe(true)
  expect(pushes.map(({ body }) => elementIn(body.toString(), 'MessageId'))).toEqual([id, id, id, id])
  expect(await Promise.all(pushes.map(verify))).toEqual([true, true, true, true])
})

test('a message reaches only those subscriptions whose filter it meets', async () => {
  const simulator = await start()
  const red = await receiver()
  const all = await receiver()
  await subscribe(simulator, 'red', {
    Endpoint: red.url,
    FilterTag: 'red',
    NotifyContentFormat: 'SIMPLIFIED',
  })
  await subscribe(simulator, 'all', { Endpoint: all.url, NotifyContentFormat: 'SIMPLIFIED' })
  await publish(simulator, 'one', '<MessageTag>blue</MessageTag>')
  await publish(simulator, 'two', '<MessageTag>red</MessageTag>')
  await all.first(2)
  const [push] = await red.first(1)
  expect(push?.body.toString()).toBe('two')
  expect(red.pushes).toHaveLength(1)
})

test('a subscription to a queue puts its notifications there', async () => {
  const simulator = await start()
  await callMns(simulator, 'PUT', '/queues/sink')
  const Endpoint = `acs:mns:${simulator.region}:${simulator.accountId}:queues/sink`
  await subscribe(simulator, 'q', { Endpoint, NotifyContentFormat: 'SIMPLIFIED' })
  await publish(simulator, 'into the queue')
  const received = await callMns(simulator, 'GET', '/queues/sink/messages?waitseconds=5')
  expect(elementIn(received.text, 'MessageBody')).toBe('into the queue')
})

test('subscriptions are described, changed, listed and ended', async () => {
  const simulator = await start()
  const one = '/topics/t/subscriptions/s-1'
  await subscribe(simulator, 's-1', { Endpoint: 'http://company.com/notify', FilterTag: 'red' })
  await subscribe(simulator, 's-2', { Endpoint: 'mail:directmail:someone@company.com' })
  const other = subscriptionXml({ Endpoint: 'http://elsewhere.com' })
  expect(await callMns(simulator, 'PUT', one, other)).toMatchObject({
    status: 409,
    text: expect.stringContaining('<Code>SubscriptionAlreadyExist</Code>'),
  })
  const change = subscriptionXml({ NotifyStrategy: 'EXPONENTIAL_DECAY_RETRY' })
  expect((await callMns(simulator, 'PUT', `${one}?metaoverride=true`, change)).status).toBe(204)
  const described = (await callMns(simulator, 'GET', one)).text
  expect(
    [
      'SubscriptionName',
      'TopicName',
      'TopicOwner',
      'Endpoint',
      'FilterTag',
      'NotifyStrategy',
      'NotifyContentFormat',
    ].map(name => elementIn(described, name)),
  ).toEqual([
    's-1',
    't',
    simulator.accountId,
    'http://company.com/notify',
    'red',
    'EXPONENTIAL_DECAY_RETRY',
    'XML',
  ])
  const page = await callMns(simulator, 'GET', '/topics/t/subscriptions', '', { 'x-mns-ret-number': '1' })
  expect(elementIn(page.text, 'SubscriptionURL')).toBe(`${simulator.endpoint}${one}`)
  const rest = await callMns(simulator, 'GET', '/topics/t/subscriptions', '', {
    'x-mns-marker': elementIn(page.text, 'NextMarker') ?? '',
  })
  expect(elementIn(rest.text, 'SubscriptionURL')).toBe(`${simulator.endpoint}/topics/t/subscriptions/s-2`)
  expect(elementIn(rest.text, 'NextMarker')).toBeUndefined()
  for (let times = 0; times < 2; times += 1)
    expect((await callMns(simulator, 'DELETE', one)).status).toBe(204)
  expect((await callMns(simulator, 'GET', one)).status).toBe(404)
})

test.each([
  ['<Subscription><Endpoint>nowhere</Endpoint></Subscription>', 'EndpointInvalid'],
  ['<Subscription></Subscription>', 'EndpointInvalid'],
  [
    '<Subscription><Endpoint>http://a.b</Endpoint><FilterTag>12345678901234567</FilterTag></Subscription>',
    'InvalidArgument',
  ],
  ['<Topic></Topic>', 'InvalidArgument'],
  ['<Subscription>', 'MalformedXML'],
  ['', 'MalformedXML'],
])('subscribing with %j is refused with %s', async (xml, code) => {
  const simulator = await start()
  const answer = await callMns(simulator, 'PUT', '/topics/t/subscriptions/s', xml)
  expect([answer.status, elementIn(answer.text, 'Code')]).toEqual([400, code])
})
