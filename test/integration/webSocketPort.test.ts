import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished, test, vi } from 'vitest'
import { WebSocket as WebSocketClient, WebSocketServer } from 'ws'
import type { Port } from '../../src/contract/port.ts'
import { serve } from '../../src/contract/rpc/serve.ts'
import { createWebSocketPort, type WebSocketPortOptions } from '../../src/headless/webSocketPort.ts'
import { connectWebSocketPort } from '../../src/renderer/port/webSocketPort.ts'
import { createManualTimers } from '../unit/contract/manualTimers.ts'
import { portSuite } from '../unit/contract/portSuite.ts'

async function listen(accept: (port: Port) => void, options?: WebSocketPortOptions) {
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0 })
  server.on('connection', socket => accept(createWebSocketPort(socket, options)))
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const sever = () => {
    for (const socket of server.clients) socket.terminate()
  }
  const stop = async () => {
    sever()
    await new Promise(resolve => server.close(resolve))
  }
  return { server, url: new URL(`ws://127.0.0.1:${port}/`), sever, stop }
}

portSuite('a WebSocket', async accept => {
  const { url, sever, stop } = await listen(accept)
  return { connect: () => connectWebSocketPort(url, new URL('/session', url)), sever, stop }
})

const until = (holds: () => boolean) => vi.waitUntil(holds, { interval: 5, timeout: 20_000 })

/** A raw client whose answers are as large as it asks for. */
async function startLarge(options: WebSocketPortOptions) {
  const errors: unknown[] = []
  const closes: string[] = []
  const { server, url, stop } = await listen(port => {
    port.onClose(reason => closes.push(reason))
    const large = (input: unknown) => 'x'.repeat(Number(input))
    serve(port, { calls: { large }, streams: {} }, { onError: error => errors.push(error) })
  }, options)
  const client = new WebSocketClient(url)
  client.on('error', () => {})
  await once(client, 'open')
  onTestFinished(async () => {
    client.terminate()
    await stop()
  })
  const [socket = expect.fail('nobody connected')] = server.clients
  const ask = (id: number, bytes: number) =>
    client.send(JSON.stringify({ kind: 'call', id, name: 'large', input: bytes }))
  return { client, socket, ask, errors, closes }
}

test('a reader that does not read is not heard either, so what waits for it stays bounded', async () => {
  const { client, socket, ask } = await startLarge({ holdAbove: 100_000 })
  const answers: number[] = []
  client.on('message', data => answers.push(JSON.parse(String(data)).id))
  client.pause()
  let most = 0
  socket.on('message', () => {
    most = Math.max(most, socket.bufferedAmount)
  })
  const padding = 'p'.repeat(50_000)
  for (let id = 1; id <= 200; id += 1) {
    client.send(JSON.stringify({ kind: 'call', id, name: 'large', input: 300_000, padding }))
  }
  await until(() => socket.isPaused)
  expect(client.bufferedAmount).toBeGreaterThan(0)
  client.resume()
  await until(() => answers.length === 200)
  expect(answers).toEqual(Array.from({ length: 200 }, (_, index) => index + 1))
  expect(most).toBeLessThan(10_000_000)
  expect(socket.isPaused).toBe(false)
  ask(201, 1)
  await until(() => answers.length === 201)
})

test('a reader for whom too much waits is given up', async () => {
  const { client, ask, closes } = await startLarge({ closeAbove: 8_000_000, holdAbove: 4_000_000 })
  client.pause()
  ask(1, 30_000_000)
  await until(() => closes.length === 1)
  expect(closes[0]).toMatch(/did not take/)
})

test('a reader that is stuck is given up, a quiet one that answers pings is not', async () => {
  const timers = createManualTimers()
  const { client, socket, closes } = await startLarge({ silence: 30_000, timers })
  for (let minute = 0; minute < 3; minute += 1) {
    const pong = once(socket, 'pong')
    timers.pass(30_000)
    await pong
  }
  expect(closes).toEqual([])
  client.pause()
  timers.pass(30_000)
  expect(closes).toEqual([])
  timers.pass(30_000)
  expect(closes).toEqual([expect.stringMatching(/silent/)])
})

test.each([
  ['text that is not JSON', '{"kind":', false],
  ['bytes', '{}', true],
])('%s closes the connection, which then says why', async (_, data, binary) => {
  const { client, closes } = await startLarge({})
  const closed = once(client, 'close')
  client.send(data, { binary })
  const [code, reason] = await closed
  expect(code).toBe(1003)
  expect(String(reason)).toMatch(/JSON/)
  expect(closes).toHaveLength(1)
})

test('a socket that is killed closes the port', async () => {
  const { client, closes } = await startLarge({})
  client.terminate()
  await until(() => closes.length === 1)
})

test('a refused connection says what to do', async () => {
  const { url, stop } = await listen(() => {})
  await stop()
  await expect(connectWebSocketPort(url, new URL('/session', `http://${url.host}`))).rejects.toMatchObject({
    code: 'unavailable',
    message: expect.stringContaining('not running'),
  })
})
