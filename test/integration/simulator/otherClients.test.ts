import { createHash } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { mqsDialect } from '../../../src/protocol/requestSignature/mnsDialect.ts'
import { type Simulator, startSimulator } from '../../../src/simulator/startSimulator.ts'
import { type Answer, call, codeOf, element } from './wire.ts'

/** What clients in other languages were seen to send and to insist on; docs/simulator.md says which. */
let simulator: Simulator

beforeAll(async () => {
  simulator = await startSimulator({ accountId: '1234567890123456' })
})

afterAll(() => simulator.close())

type Habits = { headers?: [string, string][]; digest?: boolean }

function ask(method: string, target: string, body = '', { headers = [], digest }: Habits = {}) {
  const hex = createHash('md5').update(body).digest('hex')
  const md5: [string, string][] = digest ? [['Content-MD5', Buffer.from(hex).toString('base64')]] : []
  return call(simulator, { method, target, body, headers: [...headers, ...md5] })
}

const java: Habits = { headers: [['content-type', 'text/xml;charset=UTF-8']] }
const go: Habits = { headers: [['Content-Type', 'application/xml']], digest: true }
const php: Habits = { headers: [['Content-Type', 'text/xml']] }
const python: Habits = { headers: [['content-type', 'text/xml;charset=UTF-8']], digest: true }

test('Java knows an error by a namespace without its slash', async () => {
  const missing = await ask('GET', '/queues/nowhere', '', java)
  expect(missing.body).toContain('?><Error xmlns="http://mns.aliyuncs.com/doc/v1"><Code>QueueNotExist</Code>')
  const older = await call(simulator, { method: 'GET', target: '/nowhere', dialect: mqsDialect })
  expect(older.body).toContain('<Error xmlns="http://mqs.aliyuncs.com/doc/v1">')
})

const userProperties =
  '<UserProperties>' +
  '<PropertyValue><Name>n</Name><Value>12</Value><Type>NUMBER</Type></PropertyValue>' +
  '<PropertyValue><Name>s</Name><Value>a &lt;b&gt; &amp; 你</Value><Type>STRING</Type></PropertyValue>' +
  '<PropertyValue><Name>t</Name><Value>true</Value><Type>BOOLEAN</Type></PropertyValue>' +
  '<PropertyValue><Name>x</Name><Value>AAEC</Value><Type>BINARY</Type></PropertyValue>' +
  '</UserProperties>'
const systemProperties =
  '<SystemProperties><SystemPropertyValue><Name>traceparent</Name>' +
  '<Value>00-0123456789abcdef0123456789abcdef-0123456789abcdef-01</Value><Type>STRING</Type>' +
  '</SystemPropertyValue></SystemProperties>'

test('PHP and Java get the properties back that they sent with a message', async () => {
  await ask('PUT', '/queues/properties', '', php)
  const body =
    '<?xml version="1.0" encoding="UTF-8"?>\n<Message xmlns="http://mns.aliyuncs.com/doc/v1/">' +
    `<MessageBody>d2l0aA==</MessageBody>${userProperties}${systemProperties}</Message>\n`
  expect((await ask('POST', '/queues/properties/messages', body, php)).status).toBe(201)
  const peeked = await ask('GET', '/queues/properties/messages?peekonly=true', '', php)
  const received = await ask('GET', '/queues/properties/messages', '', php)
  for (const answer of [peeked, received]) expect(answer.body).toContain(userProperties + systemProperties)

  const grouped =
    '<?xml version="1.0" encoding="UTF-8" standalone="no"?><Messages xmlns="http://mns.aliyuncs.com/doc/v1">' +
    `<Message><MessageBody>bQ==</MessageBody>${userProperties}<MessageGroupId>g1</MessageGroupId></Message>` +
    '<Message><MessageBody>bg==</MessageBody></Message></Messages>'
  expect((await ask('POST', '/queues/properties/messages', grouped, java)).status).toBe(201)
  const both = (await ask('GET', '/queues/properties/messages?numOfMessages=16', '', java)).body
  expect(both).toContain(`${userProperties}<MessageGroupId>g1</MessageGroupId></Message>`)
  expect(both.split('<UserProperties>')).toHaveLength(2)
})

test('Go and Java list subscriptions with what they are', async () => {
  await ask('PUT', '/topics/listed', '<Topic><LoggingEnabled>false</LoggingEnabled></Topic>', go)
  const body =
    '<Subscription><Endpoint>http://127.0.0.1:9/x</Endpoint><FilterTag>important</FilterTag>' +
    '<NotifyContentFormat>XML</NotifyContentFormat></Subscription>'
  expect((await ask('PUT', '/topics/listed/subscriptions/http', body, go)).status).toBe(201)
  const target = '/topics/listed/subscriptions'
  const meta = await ask('GET', target, '', { headers: [['x-mns-with-meta', 'true']] })
  expect(element(meta, 'SubscriptionName')).toBe('http')
  expect(element(meta, 'Endpoint')).toBe('http://127.0.0.1:9/x')
  expect(element(meta, 'SubscriptionURL')).toBe(`${simulator.endpoint}${target}/http`)
  const bare = await ask('GET', target, '', go)
  expect([element(bare, 'SubscriptionURL'), element(bare, 'Endpoint')]).toEqual([
    `${simulator.endpoint}${target}/http`,
    '',
  ])
})

test('Go, Java and PHP write a queue’s endpoint from the host they call', async () => {
  await ask('PUT', '/topics/forward', '', go)
  await ask('PUT', '/queues/forwarded', '', go)
  const subscribe = (name: string, endpoint: string) =>
    ask(
      'PUT',
      `/topics/forward/subscriptions/${name}`,
      `<Subscription><Endpoint>${endpoint}</Endpoint><NotifyContentFormat>SIMPLIFIED</NotifyContentFormat></Subscription>`,
      php,
    )
  expect((await subscribe('go', 'acs:mns:cn-hangzhou:127:queues/forwarded')).status).toBe(201)
  expect((await subscribe('php', 'acs:mns:0:127:queues/forwarded')).status).toBe(201)
  const kept = await ask('GET', '/topics/forward/subscriptions/php', '', php)
  expect(element(kept, 'Endpoint')).toBe('acs:mns:cn-hangzhou:1234567890123456:queues/forwarded')
  for (const elsewhere of ['acs:mns:cn-hangzhou:128:queues/x', 'acs:mns:cn-beijing:127:queues/x']) {
    expect(codeOf(await subscribe('elsewhere', elsewhere))).toBe('EndpointInvalid')
  }
})

test('Go and PHP send a lease encoded, Java and Python as it came; both sign what they send', async () => {
  await ask('PUT', '/queues/leases', '', go)
  const settle = async (habits: Habits, write: (lease: string) => string) => {
    await ask('POST', '/queues/leases/messages', '<Message><MessageBody>m</MessageBody></Message>', habits)
    const lease = element(await ask('GET', '/queues/leases/messages', '', habits), 'ReceiptHandle')
    return ask('DELETE', `/queues/leases/messages?ReceiptHandle=${write(lease)}`, '', habits)
  }
  const answers: Answer[] = [
    await settle(go, encodeURIComponent),
    await settle(php, encodeURIComponent),
    await settle(java, lease => lease),
    await settle(python, lease => lease),
  ]
  expect(answers.map(({ status }) => status)).toEqual([204, 204, 204, 204])
})

test('Go always writes delay and priority, Python pads nothing, and both read every element back', async () => {
  await ask('PUT', '/queues/elements', '', python)
  const body =
    '<Message><MessageBody>go &lt;b&gt; &amp; 你好&#x9;&#34;x&#34;&#xD;&#xA;</MessageBody>' +
    '<DelaySeconds>0</DelaySeconds><Priority>8</Priority></Message>'
  expect((await ask('POST', '/queues/elements/messages', body, go)).status).toBe(201)
  const received = await ask('GET', '/queues/elements/messages?waitseconds=3', '', python)
  expect(element(received, 'MessageBody')).toBe('go &lt;b&gt; &amp; 你好\t"x"&#13;\n')
  const names = [...received.body.matchAll(/<([A-Z]\w+)>/g)].map(([, name]) => name)
  expect(names).toEqual([
    'MessageId',
    'ReceiptHandle',
    'MessageBodyMD5',
    'MessageBody',
    'EnqueueTime',
    'NextVisibleTime',
    'FirstDequeueTime',
    'DequeueCount',
    'Priority',
  ])
})
