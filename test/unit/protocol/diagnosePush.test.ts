import { sign as signBytes } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { inEnglish } from '../../../src/contract/words.ts'
import { diagnosePush } from '../../../src/protocol/diagnosis/diagnosePush.ts'
import { evidenceOf } from '../../../src/protocol/diagnosis/evidence.ts'
import type { HttpRequest } from '../../../src/protocol/httpRequest.ts'
import { writeContentMd5 } from '../../../src/protocol/push/contentMd5.ts'
import { pushStringToSign } from '../../../src/protocol/push/pushStringToSign.ts'
import { verifyPushSignature } from '../../../src/protocol/push/verifyPushSignature.ts'
import { alterations } from './alterations.ts'
import {
  diagnose,
  genuinePush,
  makeKey,
  namesExactly,
  signed,
  signer,
  unsignedPush,
} from './pushUnderTest.ts'

function withHeader(request: HttpRequest, name: string, change: (value: string) => string): HttpRequest {
  const headers = request.headers.map(([key, value]) => [key, key === name ? change(value) : value] as const)
  return { ...request, headers }
}

test('the push that is altered here is a genuine one, and has nothing to explain', () => {
  expect(verifyPushSignature(genuinePush, signer.named.key).outcome).toBe('valid')
  const diagnosis = diagnose(genuinePush)
  expect(diagnosis).toMatchObject({ outcome: 'explained', explanation: { edits: [] } })
})

test.each(alterations)('$part: $name is named exactly', ({ alter }) => {
  const received = alter(genuinePush)
  expect(verifyPushSignature(received, signer.named.key).outcome).toBe('wrong-signature')
  const diagnosis = diagnose(received)
  expect(namesExactly(diagnosis, received), JSON.stringify(diagnosis)).toBe(true)
})

test('two at once: a part of the pairs', () => {
  const pairs = alterations.flatMap((one, index) =>
    alterations.slice(index + 1).map(other => ({ one, other })),
  )
  const some = pairs.filter(({ one, other }, index) => index % 16 === 0 && one.part !== other.part)
  expect(some.length).toBeGreaterThan(50)
  for (const { one, other } of some) {
    const received = other.alter(one.alter(genuinePush))
    expect(namesExactly(diagnose(received), received), `${one.name} + ${other.name}`).toBe(true)
  }
})

test.each([
  ['charset in capitals', 'query dropped', 'agent header'],
  ['agent header', 'second agent header', 'version repeated'],
  ['digest dropped', 'prefix added', 'date of another attempt'],
  ['bare hex', 'GET', 'version dropped'],
])('three at once: %s, %s, %s', (...names) => {
  const received = names.reduce((request, name) => {
    const alteration = alterations.find(known => known.name === name)
    if (alteration === undefined) throw new Error(`no alteration ${name}`)
    return alteration.alter(request)
  }, genuinePush)
  expect(namesExactly(diagnose(received), received)).toBe(true)
})

test('the explanation says what was and what is, and what to do', () => {
  const diagnosis = diagnose({ ...genuinePush, target: '/notifications/sms%20up' })
  if (diagnosis.outcome !== 'explained') throw new Error(diagnosis.message.en)
  const { explanation, fix, causes, proven, stringToSign } = inEnglish(diagnosis.explanation)
  expect(explanation).toBe(
    'The request target was "/notifications/sms%20up?tenant=a%2Fb&x=%E4%BD%A0" when it was signed and is "/notifications/sms%20up" now.',
  )
  expect(fix).toContain('with its query')
  expect(causes).toEqual(['query-changed'])
  expect(proven).toBe(true)
  expect(stringToSign).toBe(pushStringToSign(unsignedPush))
})

describe('the body', () => {
  test('read as text with other line ends, and its digest written anew', () => {
    const push = { ...unsignedPush, body: Buffer.from('a\nb\n') }
    const before = signed(withHeader(push, 'Content-MD5', () => writeContentMd5(push.body, 'hex')))
    const body = Buffer.from('a\r\nb\r\n')
    const received = { ...withHeader(before, 'Content-MD5', () => writeContentMd5(body, 'hex')), body }
    expect(diagnose(received)).toMatchObject({
      outcome: 'explained',
      explanation: { edits: [{ kind: 'header-changed', name: 'content-md5' }, { kind: 'body-changed' }] },
    })
  })
})

describe('the key', () => {
  const other = makeKey('the published MNS key')

  test('another known key is named, also together with another edit', () => {
    const edit = { kind: 'wrong-key', name: null, signed: other.named.name, received: signer.named.name }
    const received = signed(unsignedPush, other.privateKey)
    expect(diagnose(received, [signer.named, other.named])).toMatchObject({ explanation: { edits: [edit] } })
    expect(diagnose({ ...received, method: 'GET' }, [signer.named, other.named])).toMatchObject({
      explanation: { edits: [edit, { kind: 'method-changed', signed: 'POST', received: 'GET' }] },
    })
  })

  test('a key that nobody knows is said to be unknown', () => {
    expect(diagnose(signed(unsignedPush, other.privateKey))).toMatchObject({ outcome: 'unknown-key' })
  })
})

describe('the signature itself', () => {
  const damage = (change: (value: string) => string) => withHeader(genuinePush, 'Authorization', change)

  test.each([
    ['plus turned into space', (value: string) => value.replaceAll('+', ' ')],
    ['URL-safe', (value: string) => value.replaceAll('+', '-').replaceAll('/', '_')],
    ['escaped', (value: string) => encodeURIComponent(value)],
    ['without padding', (value: string) => value.replaceAll('=', '')],
    ['with a word before it', (value: string) => `MNS ${value}`.replace('MNS', 'Signature')],
    ['quoted', (value: string) => `"${value}"`],
  ])('%s', (_, change) => {
    const received = damage(change)
    expect(namesExactly(diagnose(received), received)).toBe(true)
  })

  test('cut short it tells nothing', () => {
    expect(diagnose(damage(value => value.slice(0, 40))).outcome).toBe('unknown-key')
  })

  test('over SHA-256 it is the wrong scheme', () => {
    const text = Buffer.from(pushStringToSign(unsignedPush), 'latin1')
    const signature = signBytes('sha256', text, signer.privateKey).toString('base64')
    expect(diagnose(damage(() => signature))).toMatchObject({
      explanation: { edits: [{ kind: 'wrong-scheme', name: 'hash' }] },
    })
  })
})

describe('a string that was put together wrongly', () => {
  const signText = (change: (text: string) => string) => {
    const text = Buffer.from(change(pushStringToSign(unsignedPush)), 'latin1')
    const signature = signBytes('sha1', text, signer.privateKey).toString('base64')
    return withHeader(genuinePush, 'Authorization', () => signature)
  }
  test.each([
    ['line-end', (text: string) => text.replaceAll('\n', '\r\n')],
    ['last-line', (text: string) => `${text}\n`],
    ['header-space', (text: string) => text.replaceAll(/^(x-mns-[a-z-]+):/gm, '$1: ')],
    ['headers', (text: string) => text.replaceAll(/^x-mns-.*\n/gm, '')],
    [
      'header-order',
      (text: string) => {
        const lines = text.split('\n')
        const own = unsignedPush.headers.filter(([name]) => name.startsWith('x-mns-'))
        return [...lines.slice(0, 4), ...own.map(pair => pair.join(':')), lines.at(-1)].join('\n')
      },
    ],
  ])('%s', (name, change) => {
    expect(diagnose(signText(change))).toMatchObject({
      explanation: { edits: [{ kind: 'wrong-scheme', name }] },
    })
  })

  test('together with a changed value', () => {
    const received = { ...signText(text => `${text}\n`), method: 'GET' }
    expect(diagnose(received)).toMatchObject({
      explanation: { edits: [{ kind: 'wrong-scheme' }, { kind: 'method-changed' }] },
    })
  })
})

test('what nothing explains is called that, with what was excluded', () => {
  const received = withHeader(genuinePush, 'x-mns-request-id', () => 'FFFFFFFFFFFFFFFFFFFFFFFF')
  const diagnosis = diagnose(received)
  if (diagnosis.outcome !== 'unexplained') throw new Error(diagnosis.outcome)
  expect(diagnosis.excluded).toEqual(
    expect.arrayContaining(['query-changed', 'header-dropped', 'date-replaced']),
  )
  expect(diagnosis.tried).toBeGreaterThan(10_000)
})

test('other senders and unsigned requests are called by their names', () => {
  const bridge = { ...unsignedPush, headers: [['x-eventbridge-signature-method', 'HMAC-SHA1'] as const] }
  expect(diagnose(bridge)).toMatchObject({
    outcome: 'other-scheme',
    message: { en: expect.stringContaining('EventBridge') },
  })
  expect(diagnose(unsignedPush)).toMatchObject({ outcome: 'other-scheme' })
})

test('a request made to be slow is given up in time', () => {
  const many = Array.from({ length: 1500 }, (_, index) => [`x-mns-h${index}`, 'v'] as const)
  const long = ['x-mns-long', `a${' '.repeat(60_000)}b`] as const
  const headers = [
    ...genuinePush.headers,
    ...many,
    long,
    ['Content-Type', ` ;${' '.repeat(60_000)}`] as const,
  ]
  const received = { ...genuinePush, headers, target: `/${'%20/'.repeat(15_000)}` }
  const started = process.cpuUsage()
  diagnosePush(evidenceOf(received), [signer.named])
  expect(process.cpuUsage(started).user / 1000).toBeLessThan(2000)
})

test('whatever a request holds, an answer comes back', () => {
  const text = fc.string({ unit: 'binary' })
  const names = [
    'content-type',
    'content-md5',
    'date',
    'x-mns-version',
    'x-mns-publish-time',
    'Authorization',
    'host',
  ]
  const header = fc.tuple(
    fc.oneof(text, fc.constantFrom(...names)),
    fc.oneof(text, fc.string({ unit: fc.constantFrom('\ud800', 'a') })),
  )
  const authorization = genuinePush.headers.at(-1) ?? ['', '']
  fc.assert(
    fc.property(text, text, fc.array(header), fc.uint8Array(), (method, target, headers, body) => {
      const received = { method, target, headers: [authorization, ...headers], body }
      const evidence = evidenceOf(received, {
        registeredTarget: target,
        otherAttempts: [received],
        receivedAt: 1e12,
      })
      expect(diagnosePush(evidence, [signer.named], 200_000).outcome).not.toBe('explained')
    }),
  )
})
