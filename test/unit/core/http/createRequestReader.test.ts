import { METHODS } from 'node:http'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createRequestReader, sizes } from '../../../../src/core/endpoint/http/createRequestReader.ts'
import { nodeReads, weRead } from './nodeReads.ts'

const characters = (from: string, most: number, least = 0) =>
  fc.string({ unit: fc.constantFrom(...from), minLength: least, maxLength: most })
const names = "abcXYZ09-_.!#$%&'*+^`|~"
const values = 'azAZ09 \t,;:=/"()<>@\\é\xff\x80~'

const header = fc.tuple(
  characters(names, 12, 1).filter(
    name => !/^(host|content-length|transfer-encoding|connection|expect|upgrade)$/i.test(name),
  ),
  characters(values, 20),
  fc.constantFrom('', ' ', '\t', '  '),
)
const method = fc.constantFrom(...METHODS.filter(name => name !== 'CONNECT'))
const target = characters('/aZ09?&=%.-_~:@', 20).map(path => `/${path}`)
const body = fc.string({ unit: fc.constantFrom(...'a\r\n0 \xff\0;'), maxLength: 60 })

/** Its pieces as chunks, in one of the ways that they may be written. */
const chunked = fc
  .tuple(
    fc.array(body, { maxLength: 4 }),
    fc.constantFrom('', ';a', ';a=b'),
    fc.constantFrom('', 'X-Sum: 1\r\n'),
  )
  .map(([pieces, extension, trailer]) => {
    const sent = pieces.filter(piece => piece !== '')
    const chunks = sent.map((piece, at) => {
      const size = piece.length.toString(16)
      return `${at % 2 === 0 ? size : `0${size.toUpperCase()}`}${extension}\r\n${piece}\r\n`
    })
    return {
      coded: `${chunks.join('')}0${extension}\r\n${trailer}\r\n`,
      header: 'Transfer-Encoding: chunked\r\n',
    }
  })
const counted = body.map(text => ({ coded: text, header: `Content-Length: ${text.length}\r\n` }))
const bodiless = fc.constant({ coded: '', header: '' })

const request = fc
  .tuple(method, target, fc.array(header, { maxLength: 6 }), fc.oneof(chunked, counted, bodiless), fc.nat(6))
  .map(([verb, path, headers, { coded, header: framing }, at]) => {
    const lines = headers.map(([name, value, blank]) => `${name}:${blank}${value}${blank}\r\n`)
    lines.splice(at, 0, 'Host: a\r\n', framing)
    return `${verb} ${path} HTTP/1.1\r\n${lines.join('')}\r\n${coded}`
  })
const requests = fc.array(request, { minLength: 1, maxLength: 3 })
const cuts = fc.array(fc.nat(40), { maxLength: 40 })

test('requests are read as node:http reads them, however they are cut', async () => {
  await fc.assert(
    fc.asyncProperty(requests, cuts, async (sent, lengths) => {
      const bytes = Buffer.from(sent.join(''), 'latin1')
      const { heard, refused } = weRead(bytes, lengths)
      expect(refused).toBe(null)
      expect(heard).toHaveLength(sent.length)
      expect(heard).toEqual(await nodeReads(bytes))
    }),
    { numRuns: 400 },
  )
})

const hostile = fc.constantFrom(
  ...[
    '\r',
    '\n',
    '\r\n',
    '\0',
    ' ',
    '\t',
    ':',
    ' :',
    '\r\n ',
    '0',
    '-1',
    '+5',
    ',',
    'x',
    '\xff',
    '\x7f',
    'HTTP/1.0',
    'HTTP/2.0',
  ],
  ...[
    'Content-Length: 3\r\n',
    'content-length:0\r\n',
    'Transfer-Encoding: chunked\r\n',
    'Transfer-Encoding : chunked\r\n',
  ],
  ...[
    'transfer-encoding: gzip, chunked\r\n',
    'Connection: close\r\n',
    'Host: b\r\n',
    'Expect: 100-continue\r\n',
  ],
)
const mutation = fc.tuple(fc.nat(10_000), fc.nat(3), hostile)

test('what is read of spoiled requests is what node:http reads of them, or less', async () => {
  await fc.assert(
    fc.asyncProperty(
      requests,
      fc.array(mutation, { minLength: 1, maxLength: 3 }),
      cuts,
      async (sent, mutations, lengths) => {
        let text = sent.join('')
        for (const [place, removed, added] of mutations) {
          const at = place % (text.length + 1)
          text = text.slice(0, at) + added + text.slice(at + removed)
        }
        // node:http refuses a tab after “chunked”, and heeds what stands among trailers, which are not read here.
        fc.pre(!/chunked *\t|\r\n0[^\r\n]*\r\n.*(transfer-encoding|content-length|connection)/is.test(text))
        const bytes = Buffer.from(text, 'latin1')
        const { heard, refused } = weRead(bytes, lengths)
        expect({ heard, refused: refused !== null }).toEqual({
          ...weRead(bytes, []),
          refused: weRead(bytes, []).refused !== null,
        })
        // node:http takes a fixed list of methods.
        const foreign = heard.findIndex(({ method: verb }) => verb === 'CONNECT' || !METHODS.includes(verb))
        const comparable = foreign < 0 ? heard : heard.slice(0, foreign)
        expect((await nodeReads(bytes)).slice(0, comparable.length)).toEqual(comparable)
      },
    ),
    { numRuns: 1500 },
  )
})

const refusedBy = (text: string) => {
  const reader = createRequestReader()
  const bytes = Buffer.from(text, 'latin1')
  for (let reading = reader.read(bytes); reading.outcome !== 'more'; reading = reader.read()) {
    if (reading.outcome === 'refused') {
      expect(reading.bytes.toString('latin1')).toBe(text)
      return reading.status
    }
    if (reading.outcome === 'request' && reading.truncated) return 'truncated'
  }
  return null
}

test.each([
  ['POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n', 400],
  ['POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n', 400],
  ['POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: identity\r\n\r\n', 400],
  ['POST / HTTP/1.0\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n', 400],
  ['POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nContent-Length: 3\r\n\r\nabc', 400],
  ['POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3, 3\r\n\r\nabc', 400],
  ['POST / HTTP/1.1\r\nHost: a\r\nContent-Length: +3\r\n\r\nabc', 400],
  ['POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 0x3\r\n\r\nabc', 400],
  ['POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999999999999999\r\n\r\nabc', 400],
  ['POST / HTTP/1.1\r\nHost: a\r\nX: 1\r\n folded\r\n\r\n', 400],
  ['POST / HTTP/1.1\r\nHost: a\r\nX : 1\r\n\r\n', 400],
  ['POST / HTTP/1.1\r\nHost: a\r\nX\r\n\r\n', 400],
  ['POST / HTTP/1.1\r\nHost: a\r\nX: a\0b\r\n\r\n', 400],
  ['POST / HTTP/1.1\nHost: a\n\n', 400],
  ['POST / HTTP/1.1\r\nHost: a\nX: 1\r\n\r\n', 400],
  ['POST / HTTP/1.1\r\nHost: a\r\nX: a\rb\r\n\r\n', 400],
  ['POST / HTTP/1.1\r\nX: 1\r\n\r\n', 400],
  ['POST / HTTP/1.1\r\nHost: a\r\nhost: b\r\n\r\n', 400],
  ['POST  / HTTP/1.1\r\nHost: a\r\n\r\n', 400],
  ['POST /a b HTTP/1.1\r\nHost: a\r\n\r\n', 400],
  ['CONNECT a:1 HTTP/1.1\r\nHost: a\r\n\r\n', 400],
  ['POST a HTTP/1.1\r\nHost: a\r\n\r\n', 400],
  ['POST /\r\nHost: a\r\n\r\n', 400],
  ['PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', 505],
  ['\x16\x03\x01\x02\0', 400],
  ['POST / HTTP/1.1\r\nHost: \x01', 400],
  [`POST / HTTP/1.1\r\nHost: a\r\nX: ${'x'.repeat(sizes.head)}\r\n\r\n`, 431],
  [`POST / HTTP/1.1\r\nHost: a\r\nX: ${'x'.repeat(sizes.head)}`, 431],
  ['POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nz\r\n', 'truncated'],
  ['POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabcd\r\n', 'truncated'],
  ['POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n3\nabc\r\n', 'truncated'],
  ['POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n100000000\r\n', 'truncated'],
  ['POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabc', null],
  ['\r\n\r\nPOST http://a/b?c HTTP/1.1\r\nHost: a\r\n\r\n', null],
  ['SUBMIT * HTTP/1.0\r\n\r\n', null],
])('%j comes to %s', (text, outcome) => {
  expect(refusedBy(text)).toBe(outcome)
})

test('a body is kept up to its limit and read further, and no more than that', () => {
  const reader = createRequestReader({ head: 100, body: 10, drained: 30 })
  const head = Buffer.from('POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 20\r\n\r\n')
  expect(reader.read(head).outcome).toBe('head')
  expect(reader.read(Buffer.from('0123456'))).toEqual({ outcome: 'more' })
  const kept = reader.read(Buffer.from('7890123456789GET'))
  expect(kept).toMatchObject({ outcome: 'request', truncated: true, isLast: false })
  expect(kept.outcome === 'request' && kept.body.toString()).toBe('0123456789')
  expect(reader.read(Buffer.from(' / HTTP/1.1\r\nHost: a\r\nContent-Length: 99\r\n\r\n')).outcome).toBe(
    'head',
  )
  expect(reader.read(Buffer.alloc(31))).toMatchObject({ outcome: 'request', truncated: true, isLast: true })
})

test('the beginning of a request that never came to its end is what is left', () => {
  const reader = createRequestReader()
  expect(reader.isBetween()).toBe(true)
  const refusal = { outcome: 'refused', status: 400, reason: { en: 'cut', zh: 'cut' } } as const
  expect(reader.breakOff(refusal)).toBe(null)
  const start = 'POST / HTTP/1.1\r\nHost: a\r\nX-Un'
  for (const character of start) reader.read(Buffer.from(character))
  expect(reader.isBetween()).toBe(false)
  const left = reader.breakOff(refusal)
  expect(left?.outcome === 'refused' && left.bytes.toString()).toBe(start)
})
