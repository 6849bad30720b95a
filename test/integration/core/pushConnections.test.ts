import { connect, type Socket } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { listenForPushes } from '../../../src/core/endpoint/endpointServer.ts'
import type { Reply } from '../../../src/core/endpoint/http/reply.ts'
import type { BrokenRequest } from '../../../src/core/endpoint/http/serveConnection.ts'
import type { ReceivedRequest } from '../../../src/core/endpoint/receivedRequest.ts'

type Options = {
  handle?: (request: ReceivedRequest, reply: Reply) => void
  whenRoom?: () => Promise<void> | null
  patience?: Record<string, number>
}

async function listen({ handle, whenRoom = () => null, patience = {} }: Options = {}) {
  const requests: ReceivedRequest[] = []
  const broken: BrokenRequest[] = []
  const told: boolean[] = []
  const serving = {
    handle: (request: ReceivedRequest, reply: Reply) => {
      requests.push(request)
      if (handle !== undefined) handle(request, reply)
      else
        reply.send({ status: 200, headers: [['X-Path', request.target]], body: Buffer.from('seen') }, out =>
          told.push(out),
        )
    },
    broken: (request: BrokenRequest) => broken.push(request),
    whenRoom,
    now: () => Date.UTC(2026, 0, 1),
  }
  const listening = await listenForPushes({ host: '127.0.0.1', port: 0 }, serving, patience)
  if (listening.outcome === 'refused') throw new Error(listening.reason.en)
  const { server } = listening
  onTestFinished(() => server.stop())
  return { port: server.port, requests, broken, told, stop: server.stop }
}

type Caller = {
  socket: Socket
  /** All that came so far, once it fits; also what came before the other side ended. */
  hears(pattern: RegExp): Promise<string>
  ended: Promise<string>
}

function call(port: number, ...pieces: string[]): Caller {
  const socket = connect({ port, host: '127.0.0.1', noDelay: true })
  onTestFinished(() => void socket.destroy())
  let heard = ''
  const listeners: (() => void)[] = []
  const changed = () => {
    for (const listener of listeners.splice(0)) listener()
  }
  socket.on('data', chunk => {
    heard += chunk.toString('latin1')
    changed()
  })
  socket.on('error', () => undefined)
  const ended = new Promise<string>(resolve => socket.on('close', () => resolve(heard)))
  void ended.then(changed)
  for (const piece of pieces) socket.write(piece, 'latin1')
  return {
    socket,
    ended,
    async hears(pattern) {
      while (!pattern.test(heard)) {
        if (socket.destroyed) throw new Error(`${pattern} was expected before the end, but: ${heard}`)
        await new Promise<void>(resolve => listeners.push(resolve))
      }
      return heard
    },
  }
}

const post = (target: string, body = 'abc', more = '') =>
  `POST ${target} HTTP/1.1\r\nHost: a\r\n${more}Content-Length: ${body.length}\r\n\r\n${body}`

test('requests of one connection are answered in their order, the next only once the last was', async () => {
  const replies: Reply[] = []
  const { port, requests } = await listen({ handle: (_, reply) => replies.push(reply) })
  const caller = call(port, post('/1') + post('/2'), post('/3', 'xyz', 'Connection: close\r\n') + post('/4'))
  for (const number of [1, 2, 3]) {
    await expect.poll(() => replies.length).toBe(number)
    expect(requests.map(({ target }) => target).at(-1)).toBe(`/${number}`)
    replies[number - 1]?.send(
      { status: 204, headers: [['X-Number', `${number}`]], body: null },
      () => undefined,
    )
  }
  const heard = await caller.ended
  expect(heard.match(/X-Number: \d/g)).toEqual(['X-Number: 1', 'X-Number: 2', 'X-Number: 3'])
  expect(heard).not.toMatch(/Content-Length/i)
  expect(heard.match(/Connection: [\w-]+/g)).toEqual([
    'Connection: keep-alive',
    'Connection: keep-alive',
    'Connection: close',
  ])
  expect(requests).toHaveLength(3)
})

test('a request is handed over as it was sent', async () => {
  const { port, requests } = await listen()
  const caller = call(
    port,
    'PUT /a%2Fb?x=%20 HTTP/1.1\r\nhOST: a\r\nX-A:  1 \r\nx-a:\xe9\r\nTransfer-Encoding: chunked\r\n',
    '\r\n2\r\nab\r\n',
    '1;x\r\nc\r\n0\r\n\r\n',
  )
  expect(await caller.hears(/seen/)).toMatch(
    /^HTTP\/1\.1 200 OK\r\nX-Path: \/a%2Fb\?x=%20\r\nContent-Length: 4\r\nDate: Thu, 01 Jan 2026 00:00:00 GMT\r\nConnection: keep-alive\r\n/,
  )
  expect(requests).toEqual([
    {
      method: 'PUT',
      target: '/a%2Fb?x=%20',
      httpVersion: '1.1',
      headers: [
        ['hOST', 'a'],
        ['X-A', '1'],
        ['x-a', '\xe9'],
        ['Transfer-Encoding', 'chunked'],
      ],
      body: Buffer.from('abc'),
      peer: '127.0.0.1',
      receivedAt: Date.UTC(2026, 0, 1),
      truncated: false,
    },
  ])
})

test('whoever asks whether to go on hears so, and not before there is room', async () => {
  const { promise, resolve } = Promise.withResolvers<void>()
  let rooms = 0
  const { port, requests } = await listen({ whenRoom: () => (rooms++ === 0 ? promise : null) })
  const caller = call(
    port,
    'POST /n HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n',
  )
  await expect.poll(() => rooms).toBe(1)
  resolve()
  expect(await caller.hears(/\r\n\r\n/)).toBe('HTTP/1.1 100 Continue\r\n\r\n')
  caller.socket.write('ok')
  await caller.hears(/seen/)
  expect(requests[0]?.body.toString()).toBe('ok')
})

test('the head alone is answered to HEAD, and an older sender is not kept unless it asks', async () => {
  const { port } = await listen()
  const old = call(port, 'HEAD / HTTP/1.0\r\n\r\n')
  expect(await old.ended).toMatch(/Content-Length: 4\r\nDate: [^\r]+\r\nConnection: close\r\n\r\n$/)
  const kept = call(port, 'GET / HTTP/1.0\r\nConnection: Keep-Alive\r\n\r\n')
  expect(await kept.hears(/seen/)).toContain('Connection: keep-alive')
  kept.socket.write('GET /again HTTP/1.0\r\n\r\n')
  expect(await kept.ended).toContain('X-Path: /again')
})

test.each([
  [
    'a head that is too long',
    `POST / HTTP/1.1\r\nHost: a\r\nX: ${'x'.repeat(70_000)}\r\n\r\n${'b'.repeat(500)}`,
    431,
  ],
  [
    'two lengths',
    'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /smuggled HTTP/1.1\r\nHost: a\r\n\r\n',
    400,
  ],
  ['bytes of another protocol', '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03', 400],
])('%s is one row of broken bytes and the end of the connection', async (_, bytes, status) => {
  const { port, requests, broken } = await listen()
  const caller = call(port, bytes)
  expect(await caller.ended).toMatch(new RegExp(`^HTTP/1.1 ${status} .*\r\nConnection: close\r\n`))
  expect(requests).toEqual([])
  expect(broken).toHaveLength(1)
  const kept = broken[0]?.bytes.toString('latin1') ?? ''
  expect(bytes.startsWith(kept)).toBe(true)
  expect(kept.length).toBeGreaterThan(0)
})

test('what came of a request is kept where its sender hangs up or grows silent', async () => {
  const patience = { head: 60, request: 120, lookEvery: 20 }
  const { port, requests, broken } = await listen({ patience })
  const start = 'POST /n HTTP/1.1\r\nHost: a\r\nX-Un'
  const leaving = call(port, start)
  await new Promise<void>(resolve => leaving.socket.end(resolve))
  await expect.poll(() => broken.map(({ bytes }) => bytes.toString())).toEqual([start])
  const half = `${post('/half', 'abcdef').slice(0, -3)}`
  const gone = call(port, half)
  await new Promise<void>(resolve => gone.socket.end(resolve))
  await expect.poll(() => requests.length).toBe(1)
  const silent = call(port, half)
  expect(await silent.ended).toContain('Connection: close')
  expect(requests.map(({ truncated, body }) => [truncated, body.toString()])).toEqual([
    [true, 'abc'],
    [true, 'abc'],
  ])
  const slow = call(port, start)
  expect(await slow.ended).toContain('408 Request Timeout')
  expect(broken.at(-1)?.reason.en).toContain('0.06 s')
  const never = call(port)
  expect(await never.ended).toBe('')
})

test('an answer to a sender that hung up has not gone out', async () => {
  const replies: Reply[] = []
  const { port } = await listen({ handle: (_, reply) => replies.push(reply) })
  const caller = call(port, post('/'))
  await expect.poll(() => replies.length).toBe(1)
  const gone = new Promise<void>(resolve => replies[0]?.whenGone(resolve))
  caller.socket.destroy()
  await gone
  expect(replies[0]?.isGone()).toBe(true)
  const told: boolean[] = []
  replies[0]?.send({ status: 204, headers: [], body: null }, out => told.push(out))
  expect(told).toEqual([false])
})

test('a large answer has gone out once all of it has, and a body that is too long is answered to', async () => {
  const atOnce: boolean[][] = []
  const { port, told } = await listen({
    handle: (_, reply) => {
      const answer = { status: 200, headers: [], body: Buffer.alloc(8_000_000, 'x') }
      reply.send(answer, out => told.push(out))
      atOnce.push([...told])
    },
  })
  const caller = call(port, post('/', 'y'.repeat(9_000_000)))
  const heard = await caller.ended
  expect(heard.length).toBeGreaterThan(8_000_000)
  expect({ atOnce, told }).toEqual({ atOnce: [[]], told: [true] })
})

test('stopping lets go of idle connections at once and of others once they were answered', async () => {
  const replies: Reply[] = []
  const { port, stop } = await listen({ handle: (_, reply) => replies.push(reply) })
  const idle = call(port)
  const busy = call(port, post('/'))
  await expect.poll(() => replies.length).toBe(1)
  const stopped = stop()
  expect(await idle.ended).toBe('')
  replies[0]?.send({ status: 204, headers: [], body: null }, () => undefined)
  expect(await busy.ended).toContain('Connection: close')
  await stopped
})
