import { type IncomingMessage, request } from 'node:http'
import { expect, onTestFinished, test, vi } from 'vitest'
import { WebSocket } from 'ws'
import type { Rev } from '../../../src/contract/brand.ts'
import type { ReceiptRow } from '../../../src/contract/receipt.ts'
import { createClient } from '../../../src/contract/rpc/createClient.ts'
import { connectWebSocketPort } from '../../../src/renderer/port/webSocketPort.ts'
import { startTestHost, token } from './startTestHost.ts'

const until = (holds: () => boolean) => vi.waitUntil(holds, { interval: 5, timeout: 10_000 })

test('lists receipts newest first, page by page', async () => {
  const { api, add } = await startTestHost()
  for (let phone = 1; phone <= 10; phone += 1) add(`1380000000${phone}`)
  const first = await api('/api/receipts?limit=4')
  expect(first.status).toBe(200)
  expect(first.body.receipts.map(({ seq }: { seq: number }) => seq)).toEqual([10, 9, 8, 7])
  const second = await api(`/api/receipts?limit=100&before=${first.body.before}`)
  expect(second.body.receipts.map(({ seq }: { seq: number }) => seq)).toEqual([6, 5, 4, 3, 2, 1])
  expect(second.body.before).toBeNull()
})

test('one receipt has the names and forms that scripts rely on', async () => {
  const { api, add } = await startTestHost()
  add('13800000001')
  expect((await api('/api/receipts/r1')).body).toEqual({
    id: 'r1',
    seq: 1,
    kind: 'report',
    status: 'delivered',
    phone: '13800000001',
    errCode: 'DELIVERED',
    errMessage: null,
    sendTime: '2026-01-02T03:04:05.000Z',
    reportTime: null,
    latencyMs: 1500,
    bizId: null,
    outId: null,
    parts: 1,
    content: null,
    destCode: null,
    sequenceId: null,
    carrier: null,
    via: 'queue',
    account: 'sim',
    source: 'orders',
    messageId: null,
    requestId: null,
    deliveries: 1,
    duplicateOf: null,
    signature: null,
    receivedAt: '2026-01-02T03:04:06.000Z',
    raw: 'e30=',
  })
  expect((await api('/api/receipts')).body.receipts[0]).toEqual((await api('/api/receipts/r1')).body)
})

test('waits for a receipt that is yet to come, and answers at once with one that is there', async () => {
  const { api, add, seen } = await startTestHost()
  const wait = api('/api/receipts/wait?query=phone:13800000002&timeout=10s')
  await until(() => seen.openFeeds === 1)
  add('13800000001')
  add('13800000002')
  expect(await wait).toMatchObject({ status: 200, body: { phone: '13800000002', seq: 2 } })
  add('13800000002')
  expect(await api('/api/receipts/wait?query=phone:13800000002')).toMatchObject({ body: { seq: 3 } })
  expect(seen.openFeeds).toBe(0)
})

test('a wait ends with 404 when its time is up', async () => {
  const { api, seen } = await startTestHost()
  const { status, body } = await api('/api/receipts/wait?query=phone:1&timeout=20ms')
  expect(status).toBe(404)
  expect(body).toMatchObject({ code: 'timeout', message: 'No receipt matched within 0.02 s.' })
  expect(seen.openFeeds).toBe(0)
})

test('a wait ends when its asker hangs up, and when the program stops', async () => {
  const { api, port, seen, stop } = await startTestHost()
  const asker = request({ port, path: '/api/receipts/wait', headers: { authorization: `Bearer ${token}` } })
  asker.on('error', () => {})
  asker.end()
  await until(() => seen.openFeeds === 1)
  asker.destroy()
  await until(() => seen.openFeeds === 0)

  const wait = api('/api/receipts/wait')
  await until(() => seen.openFeeds === 1)
  await stop()
  expect(await wait).toMatchObject({ status: 503, body: { code: 'closed' } })
})

test('an export is made no faster than it is taken, and ends with its asker and with the program', async () => {
  const { port, seen, stop } = await startTestHost()
  const headers = { authorization: `Bearer ${token}` }
  const take = () =>
    new Promise<IncomingMessage>(resolve =>
      request({ port, path: '/api/export', headers, agent: false }, resolve).end(),
    )
  const idle = await take()
  let made = 0
  const isSteady = () => {
    const before = made
    made = seen.exportedPieces
    return made > 0 && made === before
  }
  await vi.waitUntil(isSteady, { interval: 200, timeout: 10_000 })
  expect(seen.openExports).toBe(1)
  idle.destroy()
  await until(() => seen.openExports === 0)

  const cut = await take()
  cut.on('error', () => {})
  cut.resume()
  await stop()
  await until(() => seen.openExports === 0)
})

test.each([
  ['/api/receipts?limit=0', 400, /limit should be a whole number from 1 to 1000; it is "0"/],
  ['/api/receipts?limit=1e3', 400, /limit/],
  ['/api/receipts?before=-1', 400, /before/],
  ['/api/receipts?phone=1', 400, /no parameter "phone"/],
  ['/api/receipts/wait?timeout=1h', 400, /timeout should be a duration/],
  ['/api/receipts/wait?timeout=11m', 400, /at most 600 s/],
  ['/api/receipts?query=(', 400, /bracket/],
  ['/api/receipts/nothing', 404, /no such receipt/],
  ['/api/nothing', 404, /nothing at this address/],
  ['/api/constructor', 404, /nothing at this address/],
  ['/api', 404, /nothing at this address/],
])('%s is answered with %d and the reason', async (path, status, message) => {
  const { api } = await startTestHost()
  const answer = await api(path)
  expect(answer.status).toBe(status)
  expect(answer.body.message).toMatch(message)
  expect(Object.keys(answer.body)).toEqual(['code', 'message', 'hint'])
})

test('a fault tells the asker nothing of its cause, and the host everything', async () => {
  const { api, errors } = await startTestHost()
  const { status, body } = await api('/api/receipts?query=boom')
  expect(status).toBe(500)
  expect(JSON.stringify(body)).not.toContain('secret detail')
  expect(errors).toEqual([new Error('secret detail')])
})

test('other methods are refused with the ones there are', async () => {
  const { origin } = await startTestHost()
  const headers = { authorization: `Bearer ${token}` }
  const answer = await fetch(`${origin}/api/status`, { method: 'POST', headers, body: '{}' })
  expect(answer.status).toBe(405)
  expect(answer.headers.get('allow')).toBe('GET')
  expect((await fetch(`${origin}/`, { method: 'PUT', body: 'x' })).status).toBe(405)
})

test('the window follows the feed over /rpc through killed sockets: no gap, no duplicate', async () => {
  const { origin, port, add } = await startTestHost()
  const sockets: { terminate(): void }[] = []
  class Page extends WebSocket {
    constructor(url: URL) {
      super(url, { headers: { authorization: `Bearer ${token}` } })
      sockets.push(this)
    }
  }
  vi.stubGlobal('WebSocket', Page)
  onTestFinished(() => void vi.unstubAllGlobals())
  const client = createClient({
    connect: () => connectWebSocketPort(new URL(`ws://127.0.0.1:${port}/rpc`), new URL('/session', origin)),
  })
  onTestFinished(client.close)
  const rows: ReceiptRow[] = []
  client.open('receipts.feed', {
    input: last => ({ query: '', after: last && { store: last.store, rev: last.rev as Rev } }),
    onItem: item => void rows.push(...item.rows),
  })
  for (let round = 1; round <= 4; round += 1) {
    for (let row = 0; row < 10; row += 1) add('seen live')
    await until(() => rows.length >= round * 15 - 5)
    sockets.at(-1)?.terminate()
    for (let row = 0; row < 5; row += 1) add('while away')
    await until(() => client.connection.get().kind === 'lost')
    client.connection.retry()
    await until(() => rows.length >= round * 15)
  }
  expect(sockets).toHaveLength(5)
  expect(rows.map(({ seq }) => seq)).toEqual(Array.from({ length: 60 }, (_, row) => row + 1))
})
