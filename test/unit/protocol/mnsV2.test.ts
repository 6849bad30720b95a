import { createHmac } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { joinLines } from '../../../src/protocol/canonical/signedLine.ts'
import type { HttpRequest } from '../../../src/protocol/httpRequest.ts'
import { mqsDialect } from '../../../src/protocol/requestSignature/mnsDialect.ts'
import { explainMnsV2, signMnsV2, verifyMnsV2 } from '../../../src/protocol/requestSignature/mnsV2.ts'
import { sharedDirectory } from '../../sharedDirectory.ts'
import { mutateOneByte, requestWith, signableRequest } from './requests.ts'

const now = Date.parse('2026-11-20T13:11:58Z')
const options = {
  now,
  secretOf: (id: string) => (id === 'ak' ? 'sk' : null),
}

test('a queue creation is signed as the published Node client does', () => {
  const request = requestWith('PUT', '/', {
    'content-md5': '574683b3684e3cff610afa155cc2506d',
    'content-type': 'text/xml',
    date: 'Tue, 11 Apr 2017 10:09:19 GMT',
    'x-mns-version': '2015-06-06',
  })
  expect(signMnsV2(request, { accessKeyId: 'id', accessKeySecret: 'ACCESS_KEY_SECRET' }, 0)).toEqual([
    ['Authorization', 'MNS id:A9zehggaYHHujmuRMxGIDrhWwx8='],
  ])
})

test('date, version and token are added where they are missing', () => {
  const added = signMnsV2(
    requestWith('GET', '/queues', {}),
    { accessKeyId: 'ak', accessKeySecret: 'sk', securityToken: 'tok' },
    now,
  )
  const text = 'GET\n\n\nFri, 20 Nov 2026 13:11:58 GMT\nx-mns-version:2015-06-06\n/queues'
  const signature = createHmac('sha1', 'sk').update(text).digest('base64')
  expect(added).toEqual([
    ['Date', 'Fri, 20 Nov 2026 13:11:58 GMT'],
    ['x-mns-version', '2015-06-06'],
    ['Authorization', `MNS ak:${signature}`],
    ['security-token', 'tok'],
  ])
})

test('every line says where it came from', () => {
  const request = requestWith(
    'GET',
    'http://123.mns.cn-hangzhou.aliyuncs.com/queues/q/messages?waitseconds=1',
    {
      'X-MNS-Version': '2015-06-06',
      'x-mns-date': 'Fri, 20 Nov 2026 13:11:58 GMT',
    },
  )
  expect(explainMnsV2(request)).toEqual([
    { text: 'GET', source: { kind: 'method' } },
    { text: '', source: { kind: 'absent-header', name: 'content-md5' } },
    { text: '', source: { kind: 'absent-header', name: 'content-type' } },
    { text: 'Fri, 20 Nov 2026 13:11:58 GMT', source: { kind: 'header', name: 'x-mns-date' } },
    { text: 'x-mns-date:Fri, 20 Nov 2026 13:11:58 GMT', source: { kind: 'header', name: 'x-mns-date' } },
    { text: 'x-mns-version:2015-06-06', source: { kind: 'header', name: 'x-mns-version' } },
    { text: '/queues/q/messages?waitseconds=1', source: { kind: 'target' } },
  ])
})

test('what was signed verifies, by either name of the service, with the token handed on', () => {
  fc.assert(
    fc.property(signableRequest('x-mns-'), fc.boolean(), (request, older) => {
      const dialect = older ? mqsDialect : undefined
      const credentials = { accessKeyId: 'ak', accessKeySecret: 'sk', securityToken: 'tok' }
      const headers = [...request.headers, ...signMnsV2(request, credentials, now, dialect)]
      const verdict = verifyMnsV2({ ...request, headers }, options, dialect)
      expect(verdict).toMatchObject({
        outcome: 'valid',
        accessKeyId: 'ak',
        securityToken: 'tok',
        signedAt: now,
      })
    }),
  )
})

test('any changed byte of a signed part is noticed', () => {
  fc.assert(
    fc.property(
      signableRequest('x-mns-'),
      fc.nat(),
      fc.integer({ min: 1, max: 255 }),
      (request, at, change) => {
        const headers = [
          ...request.headers,
          ...signMnsV2(request, { accessKeyId: 'ak', accessKeySecret: 'sk' }, now),
        ]
        const mutated = mutateOneByte({ ...request, headers }, at, change)
        expect(verifyMnsV2(mutated, { ...options, now: null }).outcome).not.toBe('valid')
      },
    ),
  )
})

test('the lines of the explanation are the string whose signature is expected', () => {
  fc.assert(
    fc.property(signableRequest('x-mns-'), request => {
      const unsigned = { ...request, headers: [...request.headers, ['Authorization', 'MNS ak:AAAA']] }
      const dated = { ...unsigned, headers: [...unsigned.headers, ['Date', 'Fri, 20 Nov 2026 13:11:58 GMT']] }
      const verdict = verifyMnsV2(dated as unknown as HttpRequest, options)
      if (verdict.outcome !== 'wrong-signature') throw new Error(verdict.outcome)
      expect(joinLines(explainMnsV2(dated as unknown as HttpRequest))).toBe(verdict.stringToSign)
    }),
  )
})

describe('what a server answers an error code to', () => {
  const signed = (headers: Record<string, string>): HttpRequest => {
    const request = requestWith('GET', '/queues', headers)
    const added = signMnsV2(request, { accessKeyId: 'ak', accessKeySecret: 'sk' }, now)
    return { ...request, headers: [...request.headers, ...added] }
  }
  const outcomeOf = (request: HttpRequest) => verifyMnsV2(request, options).outcome

  test('no authorization', () => {
    expect(outcomeOf(requestWith('GET', '/', {}))).toBe('missing-authorization')
  })
  test.each(['', 'MNS', 'MNS ak', 'MNS ak:', 'MQS ak:AAAA', 'MNS  ak:AAAA', 'MNS ak:AA AA', 'Bearer x'])(
    'authorization %j',
    value => {
      expect(outcomeOf(requestWith('GET', '/', { Authorization: value }))).toBe('malformed-authorization')
    },
  )
  test('no date', () => {
    expect(outcomeOf(requestWith('GET', '/', { Authorization: 'MNS ak:AAAA' }))).toBe('missing-date')
  })
  test.each([
    '2026-11-20T13:11:58Z',
    'Fri, 20 Nov 2026 13:11:58 +0800',
    'Fri, 31 Feb 2026 13:11:58 GMT',
    'Fri, 20 Nov 2026 25:11:58 GMT',
    'now',
  ])('date %s', date => {
    expect(outcomeOf(signed({ Date: date }))).toBe('malformed-date')
  })
  test('a date more than 15 minutes off, on either side', () => {
    const shifted = (ms: number) => signed({ Date: new Date(now + ms).toUTCString() })
    expect(outcomeOf(shifted(-15 * 60_000))).toBe('valid')
    expect(outcomeOf(shifted(15 * 60_000))).toBe('valid')
    expect(verifyMnsV2(shifted(-901_000), options)).toMatchObject({
      outcome: 'stale-date',
      behindMs: 901_000,
    })
    expect(verifyMnsV2(shifted(901_000), options)).toMatchObject({
      outcome: 'stale-date',
      behindMs: -901_000,
    })
  })
  test('an unknown key and a wrong secret', () => {
    const request = signed({})
    expect(verifyMnsV2(request, { now, secretOf: () => null }).outcome).toBe('unknown-key')
    expect(verifyMnsV2(request, { now, secretOf: () => 'other' })).toMatchObject({
      outcome: 'wrong-signature',
      stringToSign: 'GET\n\n\nFri, 20 Nov 2026 13:11:58 GMT\nx-mns-version:2015-06-06\n/queues',
    })
  })
  test('the date that is signed is the one whose age counts', () => {
    const request = signed({
      'x-mns-date': 'Fri, 20 Nov 2026 10:00:00 GMT',
      Date: 'Fri, 20 Nov 2026 13:11:58 GMT',
    })
    expect(outcomeOf(request)).toBe('stale-date')
  })
  test('both dates, the plain one signed in the date place', () => {
    const text = 'GET\n\n\nFri, 20 Nov 2026 13:11:58 GMT\nx-mns-date:Fri, 20 Nov 2026 13:12:00 GMT\n/queues'
    const request = requestWith('GET', '/queues', {
      Date: 'Fri, 20 Nov 2026 13:11:58 GMT',
      'x-mns-date': 'Fri, 20 Nov 2026 13:12:00 GMT',
      Authorization: `MNS ak:${createHmac('sha1', 'sk').update(text).digest('base64')}`,
    })
    expect(outcomeOf(request)).toBe('valid')
  })
})

type Captured = { line: string; headers: string[]; body: string }
type Vector = { name: string; alg: string; accessKeySecret: string; stringToSign: string; expected: string }

describe.skipIf(sharedDirectory === null)('against the reference vectors (absent: skipped)', () => {
  const read = (name: string) =>
    JSON.parse(readFileSync(join(sharedDirectory ?? '', 'reference/vectors', name), 'utf8'))

  test('published clients’ captured requests verify, absolute targets included', () => {
    const captures: Captured[] = read('npm-sdk-requests-capture.json')
    const outcomes = captures
      .map(({ line, headers, body }): HttpRequest => {
        const [method = '', target = ''] = line.split(' ')
        const pairs = headers.flatMap((name, i) =>
          i % 2 === 0 ? [[name, headers[i + 1] ?? ''] as const] : [],
        )
        return { method, target, headers: pairs, body: Buffer.from(body) }
      })
      .filter(request => request.headers.some(([name]) => name.toLowerCase() === 'authorization'))
      .map(request => verifyMnsV2(request, options).outcome)
    expect(outcomes.length).toBeGreaterThan(15)
    expect(new Set(outcomes)).toEqual(new Set(['valid']))
  })

  test('published clients’ own test vectors', () => {
    const vectors: Vector[] = read('client-signing-vectors.json')
    const mns = vectors.filter(
      ({ alg, stringToSign }) => alg === 'HMAC-SHA1' && !stringToSign.includes('&%2F&'),
    )
    expect(mns.length).toBe(3)
    for (const { accessKeySecret, stringToSign, expected } of mns) {
      const [method = '', md5 = '', type = '', date = '', extension = '', target = ''] =
        stringToSign.split('\n')
      const [name = '', value = ''] = extension.split(':')
      const request = requestWith(method, target, {
        ...(md5 && { 'Content-MD5': md5 }),
        ...(type && { 'Content-Type': type }),
        Date: date,
        [name]: value,
        Authorization: `MNS id:${expected}`,
      })
      expect(verifyMnsV2(request, { now: null, secretOf: () => accessKeySecret }).outcome).toBe('valid')
    }
  })
})
