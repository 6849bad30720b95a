import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { inEnglish } from '../../../src/contract/words.ts'
import type { HttpRequest } from '../../../src/protocol/httpRequest.ts'
import { headerValue } from '../../../src/protocol/httpRequest.ts'
import { readNotification } from '../../../src/protocol/notification/readNotification.ts'
import { type Certificate, readCertificate } from '../../../src/protocol/push/certificate.ts'
import { classifyCertificateUrl, encodeCertificateUrl } from '../../../src/protocol/push/certificateUrl.ts'
import { writeContentMd5 } from '../../../src/protocol/push/contentMd5.ts'
import {
  checkPush,
  type PushCheckCode,
  type PushCircumstances,
} from '../../../src/protocol/verification/checkPush.ts'
import { sharedDirectory } from '../../sharedDirectory.ts'
import { makeKey, signed, signer, unsignedPush } from './pushUnderTest.ts'
import { mutateOneByte, requestWith } from './requests.ts'

const receivedAt = Date.parse('Wed, 29 Mar 2023 08:00:03 GMT')
const certificate: Certificate = {
  subject: 'CN=signer',
  issuer: 'CN=signer',
  notBefore: receivedAt - 1000,
  notAfter: receivedAt + 1000,
  key: signer.named.key,
  fingerprint: '',
}

function check(request: HttpRequest, circumstances: Partial<PushCircumstances> = {}) {
  const notification = readNotification(request.headers, request.body)
  const report = inEnglish(
    checkPush(request, {
      address: classifyCertificateUrl(headerValue(request.headers, 'x-mns-signing-cert-url')),
      certificate,
      notification: notification.ok ? notification.value.notification : null,
      body: 'complete',
      receivedAt,
      seenBefore: false,
      ...circumstances,
    }),
  )
  const outcomeOf = (code: PushCheckCode) => report.checks.find(found => found.code === code)?.outcome
  return { ...report, outcomeOf }
}

function withHeader(request: HttpRequest, name: string, value: string): HttpRequest {
  return { ...request, headers: request.headers.map(([key, old]) => [key, key === name ? value : old]) }
}

const genuine = signed(unsignedPush)

test('a genuine push is valid, and the summary says no more than what was proven', () => {
  const report = check(genuine)
  expect(report.verdict).toBe('valid')
  expect(report.summary).toBe(
    'Signed by the key at http://mnstest.oss-cn-hangzhou.aliyuncs.com/x509_public_certificate.pem; 1024 bits, so not strong proof.',
  )
  expect(report.signedDigest).toMatch(/^[0-9a-f]{40}$/)
  expect(report.checks.map(({ code, outcome }) => `${code} ${outcome}`)).toEqual([
    'signature pass',
    'certificate-host pass',
    'certificate-validity pass',
    'key-length warn',
    'content-md5 pass',
    'message-md5 skipped',
    'date pass',
    'replay pass',
  ])
})

test('a push that its own sender certifies is invalid although its signature fits', () => {
  const forger = makeKey('forger')
  const url = encodeCertificateUrl('https://mnstest.oss-cn-hangzhou.aliyuncs.com.evil.example/x.pem')
  const forged = signed(withHeader(unsignedPush, 'x-mns-signing-cert-url', url), forger.privateKey)
  const report = check(forged, { certificate: { ...certificate, key: forger.named.key } })
  expect(report.outcomeOf('signature')).toBe('pass')
  expect(report.outcomeOf('certificate-host')).toBe('fail')
  expect(report.verdict).toBe('invalid')
  expect(report.summary).toContain('Most sample handlers would accept it')
})

describe('the body', () => {
  const tampered = { ...genuine, body: Buffer.from('another') }

  test('another one than was signed fails', () => {
    expect(check(tampered).verdict).toBe('invalid')
    expect(check({ ...genuine, body: new Uint8Array() }).verdict).toBe('invalid')
  })
  test('left out of a pasted request it can’t be checked', () => {
    const pasted = { ...genuine, body: new Uint8Array() }
    expect(check(pasted, { body: 'perhaps-omitted' })).toMatchObject({ verdict: 'valid' })
    expect(check(tampered, { body: 'perhaps-omitted' }).verdict).toBe('invalid')
  })
  test('cut off at a limit it is never valid', () => {
    expect(check(genuine, { body: 'truncated' }).verdict).toBe('invalid')
  })
  test('without a digest nothing is said about it', () => {
    const headers = unsignedPush.headers.filter(([name]) => name !== 'Content-MD5')
    const report = check(signed({ ...unsignedPush, headers }))
    expect(report.outcomeOf('content-md5')).toBe('warn')
  })
  test('a message that does not fit its MessageMD5 is noted', () => {
    const text = unsignedPush.body
      .toString()
      .replace('<MessageTag>', '<MessageMD5>00</MessageMD5><MessageTag>')
    const body = Buffer.from(text)
    const push = withHeader({ ...unsignedPush, body }, 'Content-MD5', writeContentMd5(body, 'hex'))
    expect(check(signed(push)).outcomeOf('message-md5')).toBe('warn')
    const right = Buffer.from(text.replace('>00<', '>49F68A5C8493EC2C0BF489821C21FC3B<'))
    const fitting = withHeader({ ...unsignedPush, body: right }, 'Content-MD5', writeContentMd5(right, 'hex'))
    expect(check(signed(fitting)).outcomeOf('message-md5')).toBe('pass')
  })
})

test('without the certificate nothing is decided, but what fails on its own', () => {
  expect(check(genuine, { certificate: null })).toMatchObject({ verdict: 'undecided', signedDigest: null })
  expect(check(unsignedPush, { certificate: null }).verdict).toBe('invalid')
  const foreign = withHeader(
    genuine,
    'x-mns-signing-cert-url',
    encodeCertificateUrl('https://evil.example/x.pem'),
  )
  expect(check(foreign, { certificate: null }).verdict).toBe('invalid')
})

test.each([
  ['date', { receivedAt: receivedAt + 3_600_000 }],
  ['certificate-validity', { receivedAt: receivedAt + 3_600_000 }],
  ['certificate-validity', { receivedAt: receivedAt - 3_600_000 }],
  ['replay', { seenBefore: true }],
] as const)('%s is a note, not a failure: %j', (code, circumstances) => {
  const report = check(genuine, circumstances)
  expect(report.outcomeOf(code)).toBe('warn')
  expect(report.verdict).toBe('valid')
})

test('of a push that nobody kept count of, a first arrival is not claimed', () => {
  expect(check(genuine, { seenBefore: null }).outcomeOf('replay')).toBe('skipped')
})

test('a standard header that is there twice is noted', () => {
  const twice = { ...genuine, headers: [...genuine.headers, ['content-type', 'text/plain'] as const] }
  expect(check(twice).checks.at(-1)).toMatchObject({ code: 'repeated-header', outcome: 'warn' })
})

test('no changed byte of what was signed comes out valid', () => {
  fc.assert(
    fc.property(fc.nat(), fc.integer({ min: 1, max: 255 }), (at, change) => {
      expect(check(mutateOneByte(genuine, at, change)).verdict).toBe('invalid')
    }),
    { numRuns: 300 },
  )
})

describe.skipIf(sharedDirectory === null)('against the reference vectors (absent: skipped)', () => {
  test('the real push of 2016: valid, by the published key, which is short and expired', () => {
    const vector = (name: string) =>
      readFileSync(join(sharedDirectory ?? '', 'reference/vectors', name), 'utf8')
    const [method = '', md5 = '', type = '', date = '', ...rest] = vector(
      'push_xml_2016-02-23.string-to-sign.txt',
    ).split('\n')
    const request = requestWith(method, rest.pop() ?? '', {
      Authorization: vector('push_xml_2016-02-23.authorization.txt').trim(),
      'Content-md5': md5,
      'Content-Type': type,
      Date: date,
      ...Object.fromEntries(rest.map(line => line.split(':'))),
    })
    const reading = readCertificate(vector('mns_push_cert_x509_public_certificate.pem'))
    if (reading.outcome !== 'certificate') throw new Error(reading.reason.en)
    const report = check(request, { certificate: reading.certificate, body: 'perhaps-omitted' })
    expect(report.verdict).toBe('valid')
    expect(report.summary).toBe(
      'Signed by the key at http://mnstest.oss-cn-hangzhou.aliyuncs.com/x509_public_certificate.pem, which is the published MNS key; 512 bits, so not strong proof.',
    )
    expect(report.outcomeOf('certificate-validity')).toBe('warn')
  })
})
