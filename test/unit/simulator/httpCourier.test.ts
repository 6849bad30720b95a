import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { createCertificate } from '../../../src/simulator/certificate/createCertificate.ts'
import { pushOverHttp } from '../../../src/simulator/push/httpCourier.ts'
import { createHttpSender } from '../../../src/simulator/push/httpSender.ts'
import { defaultPushOptions } from '../../../src/simulator/push/pushOptions.ts'
import { deliverySample } from './deliverySample.ts'

const { privateKey } = await createCertificate('legacy', 0)
const signer = { privateKey, certificateUrl: 'http://127.0.0.1:9100/certificate.pem' }
const cleanups: (() => unknown)[] = []
afterEach(async () => {
  for (const cleanup of cleanups.splice(0)) await cleanup()
})

async function listen(listener: RequestListener): Promise<string> {
  const server = createServer(listener).listen(0, '127.0.0.1')
  cleanups.push(() => server.close().closeAllConnections())
  await new Promise(resolve => server.once('listening', resolve))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

function push(origin: string, signal = new AbortController().signal, limit?: number) {
  const plain = createHttpSender()
  cleanups.push(() => plain.close())
  const sender = limit === undefined ? plain : { ...plain, send: sendWithin(plain, limit) }
  const parts = {
    sender,
    now: Date.now,
    options: () => defaultPushOptions,
    signer: () => signer,
    stranger: async () => signer,
  }
  return pushOverHttp(parts, deliverySample(), { origin, target: '/notify?a=b' }, signal)
}

function sendWithin(sender: ReturnType<typeof createHttpSender>, limit: number): typeof sender.send {
  return (origin, request, _, signal) => sender.send(origin, request, limit, signal)
}

test('headers and target arrive as they were signed', async () => {
  const seen: { url: string | undefined; headers: string[] }[] = []
  const origin = await listen((request, response) => {
    seen.push({ url: request.url, headers: request.rawHeaders })
    response.writeHead(204).end()
  })
  expect(await push(origin)).toMatchObject({ outcome: 'accepted', detail: { status: 204 } })
  expect(seen[0]?.url).toBe('/notify?a=b')
  expect(seen[0]?.headers).toEqual(
    expect.arrayContaining([
      'Content-MD5',
      'User-Agent',
      'Aliyun Notification Service Agent',
      'x-mns-version',
    ]),
  )
})

test.each([
  [200, 'accepted'],
  [201, 'accepted'],
  [403, 'failed'],
  [500, 'failed'],
])('a status of %d is %s', async (status, outcome) => {
  const origin = await listen((_, response) => response.writeHead(status).end('because'))
  expect(await push(origin)).toMatchObject({ outcome, detail: { status } })
})

test('a redirection is a failure that says so, and is not followed', async () => {
  let asked = 0
  const origin = await listen((_, response) => {
    asked += 1
    response.writeHead(302, { location: '/elsewhere' }).end()
  })
  const answer = await push(origin)
  expect(answer).toMatchObject({ outcome: 'failed', detail: { status: 302 } })
  expect(answer.detail.reason).toContain('newer documents')
  expect(asked).toBe(1)
})

test('no answer in time is a failure', async () => {
  const origin = await listen(() => {})
  const answer = await push(origin, undefined, 50)
  expect(answer).toMatchObject({ outcome: 'failed', detail: { reason: 'no answer within 5000 ms' } })
})

test('an endpoint that is not there, and one that hangs up, are failures', async () => {
  expect(await push('http://127.0.0.1:1')).toMatchObject({ outcome: 'failed' })
  const origin = await listen(request => request.socket.destroy())
  expect(await push(origin)).toMatchObject({ outcome: 'failed' })
})

test('an answer without end is not read to its end', async () => {
  const origin = await listen((_, response) => {
    response.writeHead(200)
    const more = () => response.write('x'.repeat(16_384), error => (error ? undefined : more()))
    more()
  })
  expect(await push(origin)).toMatchObject({ outcome: 'accepted' })
})

test('a push in flight ends with the simulator', async () => {
  const origin = await listen(() => {})
  const ending = new AbortController()
  const answer = push(origin, ending.signal)
  setTimeout(() => ending.abort(), 20)
  expect(await answer).toMatchObject({ outcome: 'failed' })
})
