import { createHash, createHmac } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { mqsDialect } from '../../../src/protocol/requestSignature/mnsDialect.ts'
import { signMnsV2 } from '../../../src/protocol/requestSignature/mnsV2.ts'
import { noFaults } from '../../../src/simulator/faults/faultSettings.ts'
import { type Simulator, startSimulator } from '../../../src/simulator/startSimulator.ts'
import { sharedDirectory } from '../../sharedDirectory.ts'
import { type Answer, call, codeOf, element, send, type Wanted } from './wire.ts'

let simulator: Simulator

beforeAll(async () => {
  simulator = await startSimulator({ accountId: '123' })
})

afterAll(() => simulator.close())

const put = (target: string, body = '') => call(simulator, { method: 'PUT', target, body })
const get = (target: string) => call(simulator, { method: 'GET', target })
const post = (target: string, body: string, more: Partial<Wanted> = {}) =>
  call(simulator, { method: 'POST', target, body, ...more })
const message = (body: string) => `<Message><MessageBody>${body}</MessageBody></Message>`

test('answers carry the ids, the version and the content type that clients look for', async () => {
  await put('/queues/headers')
  const found = await get('/queues/headers')
  expect(found.status).toBe(200)
  expect(found.headers['content-type']).toBe('text/xml;charset=utf-8')
  expect(found.headers['x-mns-version']).toBe('2015-06-06')
  expect(found.headers['x-mns-request-id']).toMatch(/^[0-9A-F]{24}$/)
  expect(Number(found.headers['content-length'])).toBe(Buffer.byteLength(found.body))
  expect(Math.abs(Date.parse(String(found.headers.date)) - Date.now())).toBeLessThan(5000)
})

test('an error names itself, its request and the account’s host', async () => {
  const missing = await get('/queues/nowhere')
  expect([missing.status, codeOf(missing)]).toEqual([404, 'QueueNotExist'])
  expect(element(missing, 'RequestId')).toBe(missing.headers['x-mns-request-id'])
  expect(element(missing, 'HostId')).toBe('http://123.mns.cn-hangzhou.aliyuncs.com')
})

test('a request through a proxy setting is known by its absolute form and finds that host again', async () => {
  const target = 'http://123.mns.cn-hangzhou.aliyuncs.com/queues/absolute'
  const created = await call(simulator, {
    method: 'PUT',
    target,
    headers: [['Host', '123.mns.cn-hangzhou.aliyuncs.com']],
    body: '<Queue><VisibilityTimeout>60</VisibilityTimeout></Queue>',
  })
  expect([created.status, created.headers.location]).toEqual([201, target])
})

test('a lease is taken raw and percent-encoded, under either spelling of its key', async () => {
  await put('/queues/spelling')
  for (const [key, encode] of [
    ['ReceiptHandle', false],
    ['receiptHandle', true],
  ] as const) {
    await post('/queues/spelling/messages', message('x'))
    const lease = element(await get('/queues/spelling/messages'), 'ReceiptHandle')
    const written = encode ? encodeURIComponent(lease) : lease
    const gone = await call(simulator, {
      method: 'DELETE',
      target: `/queues/spelling/messages?${key}=${written}`,
    })
    expect(gone.status).toBe(204)
  }
})

test('every way in which clients write Content-MD5 is taken, and a wrong one is not', async () => {
  await put('/queues/digest')
  const body = message('你好')
  const digest = createHash('md5').update(body)
  const raw = digest.copy().digest('base64')
  const hex = digest.digest('hex')
  const md5 = (value: string) => post('/queues/digest/messages', body, { headers: [['Content-MD5', value]] })
  for (const value of [raw, Buffer.from(hex).toString('base64'), hex, hex.toUpperCase()]) {
    expect((await md5(value)).status).toBe(201)
  }
  const wrong = await md5(raw.replace(/^./, found => (found === 'A' ? 'B' : 'A')))
  expect([wrong.status, codeOf(wrong)]).toEqual([400, 'InvalidDigest'])
})

test('namespaces, declarations and content types may be there, differ or be absent', async () => {
  await put('/queues/shapes')
  const bodies = [
    '<?xml version="1.0" encoding="UTF-8"?><Message xmlns="http://mns.aliyuncs.com/doc/v1/"><MessageBody>a</MessageBody></Message>',
    '<Message xmlns="http://mns.aliyuncs.com/doc/v1"><MessageBody>a</MessageBody><Priority>1</Priority></Message>',
    '<Message><MessageBody><![CDATA[a]]></MessageBody><DelaySeconds>0</DelaySeconds></Message>',
    '<Message><MessageBody>hi <b></MessageBody></Message>',
  ]
  for (const [at, body] of bodies.entries()) {
    const type = [undefined, 'text/xml', 'application/xml', 'text/xml;charset=UTF-8'][at]
    const headers: [string, string][] = type === undefined ? [] : [['Content-Type', type]]
    expect((await post('/queues/shapes/messages', body, { headers })).status).toBe(201)
  }
})

describe('who may call', () => {
  const refused = async (headers: [string, string][]) => {
    const answer = await send(simulator, { method: 'GET', target: '/queues/q', headers })
    return [answer.status, codeOf(answer)]
  }
  const date = new Date().toUTCString()

  test('a request without a signature or a date, or with a malformed one, is refused by its code', async () => {
    expect(await refused([['Date', date]])).toEqual([400, 'MissingAuthorizationHeader'])
    expect(await refused([['Authorization', 'MNS nonsense']])).toEqual([400, 'InvalidAuthorizationHeader'])
    expect(await refused([['Authorization', 'MNS ak:c2ln']])).toEqual([400, 'MissingDateHeader'])
    expect(
      await refused([
        ['Authorization', 'MNS ak:c2ln'],
        ['Date', 'yesterday'],
      ]),
    ).toEqual([400, 'InvalidDateHeader'])
  })

  test('a date is good for 15 minutes on either side', async () => {
    await put('/queues/dates')
    const at = (minutes: number) =>
      call(simulator, { method: 'GET', target: '/queues/dates', at: Date.now() + minutes * 60_000 })
    expect((await at(-14)).status).toBe(200)
    expect((await at(14)).status).toBe(200)
    for (const minutes of [-16, 16]) {
      const answer = await at(minutes)
      expect([answer.status, codeOf(answer)]).toEqual([408, 'TimeExpired'])
    }
  })

  test('the version header is required', async () => {
    const { accessKeyId, accessKeySecret } = simulator
    const text = `GET\n\n\n${date}\n/queues/q`
    const signature = createHmac('sha1', accessKeySecret).update(text).digest('base64')
    const headers: [string, string][] = [
      ['Date', date],
      ['Authorization', `MNS ${accessKeyId}:${signature}`],
    ]
    expect(await refused(headers)).toEqual([400, 'MissingVersionHeader'])
  })
})

describe('what is refused', () => {
  const cases: [name: string, wanted: Partial<Wanted> & { target: string }, status: number, code: string][] =
    [
      ['an unknown path', { target: '/nonsense/x/y/z' }, 400, 'InvalidRequestURL'],
      ['an unknown method', { method: 'POST', target: '/queues/refusals' }, 400, 'InvalidRequestURL'],
      ['a queue name of wrong characters', { method: 'PUT', target: '/queues/a_b' }, 400, 'InvalidQueueName'],
      ['a queue name with a dash in front', { method: 'PUT', target: '/queues/-a' }, 400, 'InvalidQueueName'],
      [
        'a queue name too long',
        { method: 'PUT', target: `/queues/${'a'.repeat(257)}` },
        400,
        'QueueNameLengthError',
      ],
      [
        'XML that breaks off',
        { method: 'POST', target: '/queues/refusals/messages', body: '<Message>' },
        400,
        'MalformedXML',
      ],
      ['no XML', { method: 'POST', target: '/queues/refusals/messages', body: '' }, 400, 'MalformedXML'],
      [
        'a message without a body',
        { method: 'POST', target: '/queues/refusals/messages', body: '<Message/>' },
        400,
        'InvalidArgument',
      ],
      [
        'a priority out of range',
        {
          method: 'POST',
          target: '/queues/refusals/messages',
          body: '<Message><MessageBody>a</MessageBody><Priority>17</Priority></Message>',
        },
        400,
        'InvalidArgument',
      ],
      [
        'a body over the limit',
        { method: 'POST', target: '/queues/refusals/messages', body: message('x'.repeat(65_537)) },
        400,
        'InvalidArgument',
      ],
      [
        'seventeen messages at once',
        {
          method: 'POST',
          target: '/queues/refusals/messages',
          body: `<Messages>${message('a').repeat(17)}</Messages>`,
        },
        400,
        'InvalidArgument',
      ],
      [
        'seventeen messages wanted',
        { target: '/queues/refusals/messages?numOfMessages=17' },
        400,
        'InvalidArgument',
      ],
      [
        'a number that is none',
        { target: '/queues/refusals/messages?numOfMessages=many' },
        400,
        'InvalidQueryString',
      ],
      [
        'a wait over 30 seconds',
        { target: '/queues/refusals/messages?waitseconds=31' },
        400,
        'InvalidArgument',
      ],
      [
        'no lease to delete',
        { method: 'DELETE', target: '/queues/refusals/messages' },
        400,
        'MissingReceiptHandle',
      ],
      [
        'a lease that is none',
        { method: 'DELETE', target: '/queues/refusals/messages?ReceiptHandle=x' },
        400,
        'ReceiptHandleError',
      ],
      [
        'no lease to change',
        { method: 'PUT', target: '/queues/refusals/messages' },
        400,
        'MissingReceiptHandle',
      ],
      [
        'no time to change to',
        { method: 'PUT', target: '/queues/refusals/messages?receiptHandle=x' },
        400,
        'MissingVisibilityTimeout',
      ],
      [
        'a page size of 0',
        { target: '/queues', headers: [['x-mns-ret-number', '0']] },
        400,
        'InvalidArgument',
      ],
      [
        'a DTD',
        {
          method: 'POST',
          target: '/queues/refusals/messages',
          body: '<!DOCTYPE a [<!ENTITY b "c">]><Message/>',
        },
        400,
        'MalformedXML',
      ],
    ]

  beforeAll(() => put('/queues/refusals'))

  test.each(cases)('%s', async (_name, wanted, status, code) => {
    const answer = await call(simulator, { method: 'GET', ...wanted })
    expect([answer.status, codeOf(answer)]).toEqual([status, code])
  })

  test('a body of several megabytes', async () => {
    const answer = await post('/queues/refusals/messages', message('x'.repeat(3_000_000)))
    expect([answer.status, codeOf(answer)]).toEqual([400, 'InvalidArgument'])
    expect((await get('/queues/refusals')).status).toBe(200)
  })
})

test('opening the service names an order, and the same one again', async () => {
  const opened = await post('/commonbuy/openservice', '')
  expect([opened.status, element(opened, 'OrderId')]).toEqual([200, '2123'])
  expect(opened.body).toContain('<OpenService xmlns="http://mns.aliyuncs.com/doc/v1/">')
  expect((await post('/commonbuy/openservice', '')).body).toBe(opened.body)
  const wrongMethod = await get('/commonbuy/openservice')
  expect([wrongMethod.status, codeOf(wrongMethod)]).toEqual([400, 'InvalidRequestURL'])
})

test('the account’s own settings are kept', async () => {
  const body =
    '<Account xmlns="http://mns.aliyuncs.com/doc/v1/"><LoggingBucket>logs</LoggingBucket></Account>'
  expect((await put('/?accountmeta=true', body)).status).toBe(204)
  expect((await get('/?accountmeta=true')).body).toContain('<LoggingBucket>logs</LoggingBucket>')
  expect(codeOf(await get('/'))).toBe('InvalidRequestURL')
})

test('the trace names who did what, from where', async () => {
  await put('/queues/traced')
  const sent = await post('/queues/traced/messages', message('x'))
  const { events } = simulator.control('trace', { messageId: element(sent, 'MessageId') }) as {
    events: { by: string }[]
  }
  expect(events[0]?.by).toBe('simulator from 127.0.0.1')
})

test('a queue page says where the next begins, and attributes come along where asked for', async () => {
  for (const name of ['list-a', 'list-b', 'list-c']) await put(`/queues/${name}`)
  const page = (headers: [string, string][]) =>
    call(simulator, { method: 'GET', target: '/queues', headers: [['x-mns-prefix', 'list-'], ...headers] })
  const first = await page([['x-mns-ret-number', '2']])
  expect(first.body.match(/<QueueURL>/g)).toHaveLength(2)
  const second = await page([['x-mns-marker', element(first, 'NextMarker')]])
  expect(element(second, 'QueueURL')).toMatch(/\/queues\/list-c$/)
  expect(second.body).not.toContain('NextMarker')
  expect((await page([['x-mns-with-meta', 'true']])).body).toContain('<VisibilityTimeout>30')
})

test('a waiting client that goes away takes no message with it', async () => {
  await put('/queues/left')
  const { hostname, port } = new URL(simulator.endpoint)
  const abort = new AbortController()
  const target = '/queues/left/messages?waitseconds=30'
  const signed = signMnsV2(
    { method: 'GET', target, headers: [], body: new Uint8Array() },
    simulator,
    Date.now(),
  )
  const headers = Object.fromEntries(signed)
  const waiting = fetch(`http://${hostname}:${port}${target}`, { headers, signal: abort.signal }).catch(
    () => null,
  )
  await until(() => waitingReceivers() === 1)
  abort.abort()
  await waiting
  await until(() => waitingReceivers() === 0)
  await post('/queues/left/messages', message('still here'))
  expect(element(await get('/queues/left/messages'), 'MessageBody')).toBe('still here')

  function waitingReceivers(): number {
    const { queues } = simulator.state() as { queues: { name: string; waitingReceivers: number }[] }
    return queues.find(queue => queue.name === 'left')?.waitingReceivers ?? -1
  }
})

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise(resolve => setImmediate(resolve))
}

test('the older protocol has its own paths, header names and namespace', async () => {
  const older = (method: string, target: string, body = '') =>
    call(simulator, { method, target, body, dialect: mqsDialect })
  const created = await older('PUT', '/older', '<Queue xmlns="http://mqs.aliyuncs.com/doc/v1/"/>')
  expect([created.status, created.headers.location]).toEqual([201, `${simulator.endpoint}/older`])
  expect(created.headers['x-mqs-request-id']).toMatch(/^[0-9A-F]{24}$/)
  expect((await older('POST', '/older/messages', message('from afar'))).status).toBe(201)
  expect(element(await older('GET', '/older/messages?peekonly=true'), 'MessageBody')).toBe('from afar')
  const received = await older('GET', '/older/messages?waitseconds=1')
  expect(received.body).toContain('xmlns="http://mqs.aliyuncs.com/doc/v1/"')
  const lease = element(received, 'ReceiptHandle')
  const held = await older('PUT', `/older/messages?receiptHandle=${lease}&visibilityTimeout=50`)
  expect(held.status).toBe(200)
  const gone = await older('DELETE', `/older/messages?receiptHandle=${element(held, 'ReceiptHandle')}`)
  expect(gone.status).toBe(204)
  const attributes = await older('GET', '/older')
  expect(attributes.body).toContain('<InactiveMessages>0')
  expect(attributes.body).not.toContain('LoggingEnabled')
  expect((await older('GET', '/')).body).toContain(`${simulator.endpoint}/older</QueueURL>`)
  expect((await older('DELETE', '/older')).status).toBe(204)
  const missing = await older('GET', '/older')
  expect([missing.status, codeOf(missing)]).toEqual([404, 'QueueNotExist'])
})

type Captured = { line: string; headers: string[]; body: string }

const capture =
  sharedDirectory === null ? null : join(sharedDirectory, 'reference/vectors/npm-sdk-requests-capture.json')

test.skipIf(capture === null)('requests that published clients sent are accepted byte for byte', async () => {
  const captured = JSON.parse(readFileSync(capture ?? '', 'utf8')) as Captured[]
  const sentAt = Date.parse('Fri, 20 Nov 2026 13:11:58 GMT')
  const skew = (sentAt - Date.now()) / 1000
  const replayed = await startSimulator({
    accessKeyId: 'ak',
    accessKeySecret: 'sk',
    faults: { ...noFaults, skew },
  })
  try {
    const outcomes: [string, number, string | undefined][] = []
    for (const { line, headers, body } of captured) {
      const [method = '', target = ''] = line.split(' ')
      if (target.startsWith('/?AccessKeyId')) continue
      const pairs = headers.flatMap((name, at): [string, string][] => {
        const value = headers[at + 1]
        return at % 2 === 0 && value !== undefined && name !== 'Connection' ? [[name, value]] : []
      })
      const answer: Answer = await send(replayed, { method, target, headers: pairs, body })
      outcomes.push([`${method} ${target}`, answer.status, codeOf(answer)])
    }
    const refusals = outcomes.filter(([, status]) => status === 403 || status === 408 || status >= 500)
    expect(refusals).toEqual([])
    expect(outcomes.filter(([, status]) => status === 201)).toHaveLength(5)
  } finally {
    await replayed.close()
  }
})
