import { afterAll, beforeAll, expect, test } from 'vitest'
import { signMnsV2 } from '../../../src/protocol/requestSignature/mnsV2.ts'
import { signMnsV4 } from '../../../src/protocol/requestSignature/mnsV4.ts'
import { type Simulator, startSimulator } from '../../../src/simulator/startSimulator.ts'
import { call, codeOf, element, send, sendBytes } from './wire.ts'

let simulator: Simulator

beforeAll(async () => {
  simulator = await startSimulator()
  await call(simulator, { method: 'PUT', target: '/queues/q' })
})

afterAll(() => simulator.close())

/** A signed request as it stands on the wire. */
function signedText(method: string, target: string, version: string, more: string, body = ''): string {
  const signed = signMnsV2({ method, target, headers: [], body: Buffer.from(body) }, simulator, Date.now())
  const headers = signed.map(([name, value]) => `${name}: ${value}\r\n`).join('')
  return `${method} ${target} HTTP/${version}\r\n${headers}${more}\r\n${body}`
}

test('the date may come as x-mns-date alone, for clients that can’t set Date', async () => {
  const at = new Date().toUTCString()
  const answer = await call(simulator, {
    method: 'GET',
    target: '/queues/q',
    headers: [['x-mns-date', at]],
  })
  expect(answer.status).toBe(200)
})

test('the newer signature is accepted', async () => {
  const request = { method: 'GET', target: '/queues/q', headers: [], body: new Uint8Array() }
  const headers = signMnsV4(request, simulator, { at: Date.now(), region: 'cn-hangzhou' })
  expect((await send(simulator, { method: 'GET', target: '/queues/q', headers })).status).toBe(200)
})

test('HTTP/1.0 without a Host is answered and the connection closed', async () => {
  const answer = await sendBytes(simulator, signedText('GET', '/queues/q', '1.0', ''))
  expect(answer).toMatch(/^HTTP\/1\.1 200 /)
  expect(answer).toContain('<QueueName>q</QueueName>')
})

test('a client that asks first whether it may go on is told so', async () => {
  const body = '<Message><MessageBody>x</MessageBody></Message>'
  const more = `Host: x\r\nConnection: close\r\nExpect: 100-continue\r\nContent-Length: ${body.length}\r\n`
  const answer = await sendBytes(simulator, signedText('POST', '/queues/q/messages', '1.1', more, body))
  expect(answer).toMatch(/^HTTP\/1\.1 100 Continue\r\n\r\nHTTP\/1\.1 201 /)
})

test('requests that come in one go are answered in order', async () => {
  const first = signedText('GET', '/queues/q', '1.1', 'Host: x\r\n')
  const second = signedText('GET', '/queues/none', '1.1', 'Host: x\r\nConnection: close\r\n')
  const answer = await sendBytes(simulator, first + second)
  expect(answer.match(/HTTP\/1\.1 \d+/g)).toEqual(['HTTP/1.1 200', 'HTTP/1.1 404'])
})

test('a body sent in chunks is read whole', async () => {
  const body = '<Message><MessageBody>in pieces</MessageBody></Message>'
  const more = 'Host: x\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n'
  const head = signedText('POST', '/queues/q/messages', '1.1', more)
  const pieces = [body.slice(0, 20), body.slice(20)].map(
    piece => `${piece.length.toString(16)}\r\n${piece}\r\n`,
  )
  const answer = await sendBytes(simulator, `${head}${pieces.join('')}0\r\n\r\n`)
  expect(answer).toMatch(/^HTTP\/1\.1 201 /)
})

test('by default a key’s case doesn’t matter, strictly it does', async () => {
  const strict = await startSimulator({ strict: true })
  const two =
    '<Messages><Message><MessageBody>a</MessageBody></Message><Message><MessageBody>b</MessageBody></Message></Messages>'
  for (const [server, messages] of [
    [simulator, 2],
    [strict, 1],
  ] as const) {
    await call(server, { method: 'PUT', target: '/queues/case' })
    await call(server, { method: 'POST', target: '/queues/case/messages', body: two })
    const answer = await call(server, { method: 'GET', target: '/queues/case/messages?NumOfMessages=16' })
    expect(answer.body.match(/<MessageBody>/g)).toHaveLength(messages)
  }
  expect(codeOf(await call(strict, { method: 'PUT', target: '/queues/1st' }))).toBe('InvalidQueueName')
  expect((await call(simulator, { method: 'PUT', target: '/queues/1st' })).status).toBe(201)
  await strict.close()
})

test('a delayed message is announced with a lease and comes when its time has come', async () => {
  await call(simulator, { method: 'PUT', target: '/queues/later' })
  const sent = await call(simulator, {
    method: 'POST',
    target: '/queues/later/messages',
    body: '<Message><MessageBody>later</MessageBody><DelaySeconds>60</DelaySeconds></Message>',
  })
  expect(element(sent, 'ReceiptHandle')).toMatch(/^1-/)
  const attributes = await call(simulator, { method: 'GET', target: '/queues/later' })
  expect(element(attributes, 'DelayMessages')).toBe('1')
  const waiting = call(simulator, { method: 'GET', target: '/queues/later/messages?waitseconds=20' })
  const receivers = () =>
    (simulator.state() as { queues: { name: string; waitingReceivers: number }[] }).queues.find(
      queue => queue.name === 'later',
    )?.waitingReceivers
  while (receivers() !== 1) await new Promise(resolve => setImmediate(resolve))
  simulator.clock.jump(60_000)
  expect(element(await waiting, 'MessageBody')).toBe('later')
})

test('temporary keys work for their queue, with their token, until they end', async () => {
  const around = await startSimulator({
    parts: [
      ({ keys, wall }) => {
        const key = { accessKeySecret: 's', securityToken: 'token', expiresAt: wall.now() + 60_000 }
        keys.issue({ ...key, accessKeyId: 'STS.1', queue: 'mine' })
        keys.issue({ ...key, accessKeyId: 'STS.2', queue: null, expiresAt: wall.now() - 1 })
        return { name: 'keys' }
      },
    ],
  })
  const as = async (accessKeyId: string, securityToken: string, queue: string) => {
    const key = { accessKeyId, accessKeySecret: 's', securityToken }
    const answer = await call(around, { method: 'PUT', target: `/queues/${queue}`, key })
    return [answer.status, codeOf(answer)]
  }
  expect(await as('STS.1', 'token', 'mine')).toEqual([201, undefined])
  expect(await as('STS.1', 'token', 'yours')).toEqual([403, 'AccessDeniedByRamPolicy'])
  expect(await as('STS.1', 'other', 'mine')).toEqual([403, 'AccessDenied'])
  expect(await as('STS.2', 'token', 'mine')).toEqual([403, 'AccessDenied'])
  await around.close()
})
