import { describe, expect, test } from 'vitest'
import { inEnglish } from '../../../src/contract/words.ts'
import { type HttpRequest, headerValue } from '../../../src/protocol/httpRequest.ts'
import { writeContentMd5 } from '../../../src/protocol/push/contentMd5.ts'
import { signMnsV2 } from '../../../src/protocol/requestSignature/mnsV2.ts'
import { checkRequest, type RequestCircumstances } from '../../../src/protocol/verification/checkRequest.ts'
import { requestWith } from './requests.ts'

const at = Date.parse('2026-11-20T13:11:58Z')
const plain = requestWith(
  'POST',
  '/queues/q/messages',
  { 'Content-MD5': writeContentMd5(Buffer.from('hi'), 'hex') },
  'hi',
)
const added = signMnsV2(plain, { accessKeyId: 'ak', accessKeySecret: 'sk' }, at)
const signed: HttpRequest = { ...plain, headers: [...plain.headers, ...added] }

function check(request: HttpRequest, circumstances: Partial<RequestCircumstances> = {}) {
  const secretOf = (id: string) => (id === 'ak' ? 'sk' : null)
  return inEnglish(checkRequest(request, { secretOf, body: 'complete', receivedAt: at, ...circumstances }))
}

test('a request that was signed with the secret is valid', () => {
  const report = check(signed)
  expect(report).toMatchObject({
    verdict: 'valid',
    scheme: 'mns-v2-hmac-sha1',
    accessKeyId: 'ak',
    summary: 'Signed with the secret of ak (mns-v2-hmac-sha1).',
  })
  expect(report.checks.map(({ code, outcome }) => `${code} ${outcome}`)).toEqual([
    'signature pass',
    'content-md5 pass',
    'date pass',
  ])
})

test('age is a note', () => {
  expect(check(signed, { receivedAt: at + 3_600_000 })).toMatchObject({
    verdict: 'valid',
    checks: [{}, {}, { code: 'date', outcome: 'warn' }],
  })
  expect(check(signed, { receivedAt: null })).toMatchObject({
    verdict: 'valid',
    checks: [{}, {}, { outcome: 'skipped' }],
  })
})

test('another secret, another body', () => {
  expect(check(signed, { secretOf: () => 'other' })).toMatchObject({
    verdict: 'invalid',
    checks: [
      { code: 'signature', outcome: 'fail', seen: headerValue(signed.headers, 'authorization')?.slice(7) },
      {},
    ],
  })
  expect(check({ ...signed, body: Buffer.from('ho') })).toMatchObject({ verdict: 'invalid' })
})

test('a secret that is not known decides nothing', () => {
  expect(check(signed, { secretOf: () => null })).toMatchObject({ verdict: 'undecided', accessKeyId: 'ak' })
})

describe('what can’t be valid', () => {
  test.each([
    ['unsigned', plain, 'invalid'],
    ['malformed', requestWith('GET', '/', { Authorization: 'MNS ak' }), 'invalid'],
    ['without a date', requestWith('GET', '/', { Authorization: 'MNS ak:AAAA' }), 'invalid'],
    ['with a bad date', requestWith('GET', '/', { Authorization: 'MNS ak:AAAA', Date: 'now' }), 'invalid'],
    ['of another product', requestWith('GET', '/', { Authorization: 'OSS ak:AAAA' }), 'undecided'],
  ])('%s', (_, request, verdict) => {
    expect(check(request).verdict).toBe(verdict)
  })
})
