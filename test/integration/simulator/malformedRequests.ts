import { createHmac } from 'node:crypto'
import type { Random } from '../../../src/simulator/random.ts'

export const malformedKinds = [
  'random bytes',
  'a broken request line',
  'a huge header',
  'many headers',
  'a body longer than it says',
  'a body shorter than it says',
  'a negative length',
  'two lengths',
  'a broken chunk',
  'broken XML',
  'deep XML',
  'a broken target',
  'half a request',
  'a header without an end',
  'an odd expectation',
  'an upgrade',
] as const
export type MalformedKind = (typeof malformedKinds)[number]

export type Malformed = { readonly bytes: Uint8Array; readonly hangUpAfter: 'answer' | 'writing' }

type Key = { readonly accessKeyId: string; readonly accessKeySecret: string }

/** One request that is wrong in the way named, different each time; signed, so that it gets as far as it can. */
export function makeMalformed(kind: MalformedKind, random: Random, key: Key): Malformed {
  const number = (below: number) => Math.floor(random() * below)
  const noise = (length: number) => String.fromCharCode(...Array.from({ length }, () => number(256)))
  const text = (value: string, hangUpAfter: Malformed['hangUpAfter'] = 'answer'): Malformed => ({
    bytes: Buffer.from(value, 'latin1'),
    hangUpAfter,
  })
  const post = (body: string, headers = `Content-Length: ${body.length}`) => {
    const date = new Date().toUTCString()
    const signed = `POST\n\n\n${date}\nx-mns-version:2015-06-06\n/queues/q/messages`
    const signature = createHmac('sha1', key.accessKeySecret).update(signed).digest('base64')
    return [
      'POST /queues/q/messages HTTP/1.1',
      'Host: x',
      `Authorization: MNS ${key.accessKeyId}:${signature}`,
      `Date: ${date}`,
      'x-mns-version: 2015-06-06',
      `${headers}\r\n`,
      body,
    ].join('\r\n')
  }

  switch (kind) {
    case 'random bytes':
      return text(`${noise(1 + number(500))}\r\n\r\n`, 'writing')
    case 'a broken request line':
      return text(
        `${['GET', 'GET /', 'GET  / HTTP/1.1', 'get / HTTP/9.9', '\0 / HTTP/1.1'][number(5)]}\r\n\r\n`,
      )
    case 'a huge header':
      return text(`GET / HTTP/1.1\r\nHost: x\r\nX: ${'y'.repeat(16_384 + number(50_000))}\r\n\r\n`)
    case 'many headers':
      return text(`GET / HTTP/1.1\r\nHost: x\r\n${'a: b\r\n'.repeat(3000 + number(3000))}\r\n`)
    case 'a body longer than it says':
      return text(post(`<Message>${noise(50)}`, `Content-Length: ${number(9)}`))
    case 'a body shorter than it says':
      return text(post('<Message>', `Content-Length: ${10 + number(100_000)}`), 'writing')
    case 'a negative length':
      return text(post('x', `Content-Length: -${number(100)}`))
    case 'two lengths':
      return text(post('xx', 'Content-Length: 1\r\nContent-Length: 2'))
    case 'a broken chunk':
      return text(post(`${noise(4)}\r\nabc\r\n`, 'Transfer-Encoding: chunked'), 'writing')
    case 'broken XML':
      return text(post(`<Message><MessageBody>${noise(number(200))}</Message`))
    case 'deep XML':
      return text(post('<a>'.repeat(1 + number(20_000))))
    case 'a broken target':
      return text(
        `GET /${encodeURI('%'.repeat(number(5)))}%${noise(1)}?%=&&=% HTTP/1.1\r\nHost: x\r\n\r\n`,
        'writing',
      )
    case 'half a request':
      return text(post('<Message/>').slice(0, 1 + number(60)), 'writing')
    case 'a header without an end':
      return text(`GET / HTTP/1.1\r\nHost: x\r\nX-${noise(1 + number(50))}`, 'writing')
    case 'an odd expectation':
      return text(post('<Message/>', 'Content-Length: 10\r\nExpect: 200-maybe'))
    case 'an upgrade':
      return text('GET / HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n')
    default:
      return kind satisfies never
  }
}
