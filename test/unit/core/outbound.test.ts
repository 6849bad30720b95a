import { globSync, readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { createOutbound } from '../../../src/core/outbound/createOutbound.ts'

async function serve(status: number): Promise<string> {
  const server = createServer((_, response) => response.writeHead(status).end('body'))
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

test('a call is listed with its answer and without what its query holds', async () => {
  let time = 1000
  const outbound = createOutbound(() => time++)
  const origin = await serve(403)
  const dispatcher = outbound.open('monitor')
  onTestFinished(() => dispatcher.destroy())
  const path = '/queues/orders/messages?receiptHandle=LEASE-1&Signature=SECRET'
  const answer = await dispatcher.request({ origin, path, method: 'GET' })
  expect(await answer.body.text()).toBe('body')
  const { calls, places } = outbound.state()
  expect(calls).toEqual([
    {
      ...{ id: 1, why: 'monitor', method: 'GET', origin, path: '/queues/orders/messages', local: true },
      ...{ at: expect.any(Number), durationMs: expect.any(Number), status: 403, problem: null },
    },
  ])
  expect(places).toMatchObject([{ why: 'monitor', origin, calls: 1, failed: 0 }])
  expect(JSON.stringify(outbound.state())).not.toMatch(/LEASE|SECRET/)
})

test('of an API’s query only the operation is shown', async () => {
  const outbound = createOutbound()
  const end = outbound.note(
    'compensation',
    'GET',
    'https://dysmsapi.aliyuncs.com',
    '/?PhoneNumber=1&Action=Ask',
  )
  expect(outbound.state().calls).toMatchObject([{ path: '/?Action=Ask', local: false, durationMs: null }])
  end(200, null)
  end(null, 'said twice')
  expect(outbound.state().calls).toMatchObject([{ status: 200, problem: null }])
})

test('a call that nobody answers says why, and counts as failed', async () => {
  const outbound = createOutbound()
  const dispatcher = outbound.open('replay')
  onTestFinished(() => dispatcher.destroy())
  const origin = 'http://127.0.0.1:1'
  await expect(dispatcher.request({ origin, path: '/', method: 'POST' })).rejects.toThrow()
  const { calls, places } = outbound.state()
  expect(calls).toMatchObject([{ status: null, problem: 'ECONNREFUSED', durationMs: expect.any(Number) }])
  expect(places).toMatchObject([{ failed: 1 }])
})

test('a busy kind does not push out the calls of others, and all are counted', () => {
  const outbound = createOutbound(() => 0)
  outbound.note('certificate', 'GET', 'https://example.com', '/a.pem')(200, null)
  for (let times = 0; times < 1000; times++)
    outbound.note('monitor', 'GET', 'http://[::1]:9', '/queues/q')(200, null)
  const { calls, places } = outbound.state()
  expect(calls.filter(({ why }) => why === 'monitor')).toHaveLength(200)
  expect(calls.filter(({ why }) => why === 'certificate')).toHaveLength(1)
  expect(places.map(place => place.calls)).toEqual([1000, 1])
})

test('requests leave the program by one door only', () => {
  const root = join(import.meta.dirname, '../../../src')
  const makers = globSync('{core,main,headless,simulator,preload}/**/*.ts', { cwd: root }).filter(file =>
    /new (?:Agent|Client|Pool)\(|\bfetch\('|\bfetch\(`|from 'node:(?:https|tls|http2|dgram)'|import \{[^}]*\b(?:request|get|connect|createConnection)\b[^}]*\} from '(?:node:http|node:net|undici)'/.test(
      readFileSync(join(root, file), 'utf8'),
    ),
  )
  // The check of a connection opens a socket by hand and notes it; a command that asks a running
  // instance for its receipts is a program of its own, and the simulator inside the program is handed its connections by the core.
  expect(makers.sort()).toEqual([
    'core/connection/openSocket.ts',
    'core/outbound/createOutbound.ts',
    'headless/command/requestExport.ts',
    'simulator/push/httpSender.ts',
  ])
})
