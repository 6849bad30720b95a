import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readCapture } from '../../../src/core/verification/readCapture.ts'
import { readCurl, splitWords } from '../../../src/core/verification/readCurl.ts'

const quoteBytes = (bytes: Uint8Array) =>
  `$'${[...bytes].map(byte => `\\x${byte.toString(16).padStart(2, '0')}`).join('')}'`

test('a curl command with bytes written as escapes is read byte for byte', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 60 }), fc.string({ maxLength: 20 }), (body, text) => {
      const value = text.replaceAll(/[^\x21-\x7e]/g, 'x') || 'x'
      const command = `curl -X 'POST' 'http://h/a%20b?c=%2F' \\\n  -H 'X-A: ${value.replaceAll("'", `'\\''`)}' \\\n  --data-raw ${quoteBytes(body)}`
      expect(readCurl(command)).toEqual({
        outcome: 'request',
        request: {
          method: 'POST',
          target: '/a%20b?c=%2F',
          headers: [
            ['Host', 'h'],
            ['X-A', value],
          ],
          body: Buffer.from(body),
        },
      })
    }),
  )
})

test.each([
  [
    `curl "http://h/x" -H "A: b\\"c" -d a -d b`,
    'POST',
    '/x',
    [
      ['Host', 'h'],
      ['A', 'b"c'],
    ],
    'a&b',
  ],
  [
    `curl h/x --compressed -sS -o out -H 'Empty;' -H 'Gone:'`,
    'GET',
    '/x',
    [
      ['Host', 'h'],
      ['Empty', ''],
    ],
    '',
  ],
  [`curl -XPUT --url http://h -H'Host: other'`, 'PUT', '/', [['Host', 'other']], ''],
  [`curl h --data-raw @name`, 'POST', '/', [['Host', 'h']], '@name'],
])('%s', (command, method, target, headers, body) => {
  expect(readCurl(command)).toEqual({
    outcome: 'request',
    request: { method, target, headers, body: Buffer.from(body) },
  })
})

test.each(['curl', "curl 'http://h", 'curl h -d @secret', 'wget h', ''])('%j is refused', command => {
  expect(readCurl(command).outcome).toBe('unusable')
})

test('words are split as bash does', () => {
  expect(splitWords(`a 'b c' "d\\e\\"" $'\\u56de\\n\\101' f\\ g`)).toEqual([
    'a',
    'b c',
    'd\\e"',
    `${Buffer.from('回').toString('latin1')}\nA`,
    'f g',
  ])
})

test('a raw request keeps its bytes, whichever line ends it has', () => {
  for (const end of ['\r\n', '\n']) {
    const text = ['POST /a?b HTTP/1.1', 'Date: x', 'X-Name: 回', '', '{"a":1}'].join(end)
    expect(readCapture(Buffer.from(text))).toEqual({
      outcome: 'request',
      request: {
        method: 'POST',
        target: '/a?b',
        headers: [
          ['Date', 'x'],
          ['X-Name', Buffer.from('回').toString('latin1')],
        ],
        body: Buffer.from('{"a":1}'),
      },
      receivedAt: null,
      among: null,
    })
  }
})

test('of a HAR file the signed request is taken, with its time, or the one that is wanted', () => {
  const entry = (headers: object[]) => ({
    startedDateTime: '2026-01-01T00:00:00.000Z',
    request: { method: 'POST', url: 'http://h/n?x=1', headers, postData: { text: 'hi' } },
  })
  const har = { log: { entries: [entry([]), entry([{ name: 'Authorization', value: 'AA==' }])] } }
  expect(readCapture(Buffer.from(JSON.stringify(har)))).toMatchObject({
    request: { target: '/n?x=1', headers: [['Authorization', 'AA==']], body: Buffer.from('hi') },
    receivedAt: Date.parse('2026-01-01T00:00:00Z'),
    among: {
      entries: [
        { method: 'POST', target: '/n?x=1', signed: false },
        { method: 'POST', target: '/n?x=1', signed: true },
      ],
      chosen: 1,
    },
  })
  const bytes = Buffer.from(JSON.stringify(har))
  expect(readCapture(bytes, 0)).toMatchObject({ request: { headers: [] }, among: { chosen: 0 } })
  expect(readCapture(bytes, 2).outcome).toBe('unusable')
  const alone = { log: { entries: [entry([])] } }
  expect(readCapture(Buffer.from(JSON.stringify(alone)))).toMatchObject({ among: null })
})

test.each(['', '   ', 'hello', '{}', '{"log":{"entries":[]}}', '<xml/>'])('%j is no capture', text => {
  expect(readCapture(Buffer.from(text)).outcome).toBe('unusable')
})
