import { createHash, createVerify, type KeyObject } from 'node:crypto'
import { expect, test } from 'vitest'
import type { HttpRequest } from '../../../src/protocol/httpRequest.ts'
import { createCertificate } from '../../../src/simulator/certificate/createCertificate.ts'
import { signatureFaults } from '../../../src/simulator/push/pushFaults.ts'
import { defaultPushOptions } from '../../../src/simulator/push/pushOptions.ts'
import { writeFaultyPushRequest, writePushRequest } from '../../../src/simulator/push/pushRequest.ts'
import { notifyContentFormats } from '../../../src/simulator/topic/subscription.ts'
import { deliverySample } from './deliverySample.ts'

const date = Date.UTC(2026, 10, 20, 8)
const own = await createCertificate('modern', date)
const other = await createCertificate('modern', date)
const stranger = { privateKey: other.privateKey, certificateUrl: 'http://localhost/stranger.pem' }
const context = {
  target: '/notify?tenant=7&x=%2F',
  requestId: '56667BB81FD0E7D1200024A0',
  date,
  options: defaultPushOptions,
  signer: { privateKey: own.privateKey, certificateUrl: 'http://127.0.0.1:9100/x509_public_certificate.pem' },
}

/** The checks a receiver makes, out of the interface's description alone. */
function examine(request: HttpRequest, certificate: string | KeyObject) {
  const header = (name: string) => request.headers.find(([key]) => key.toLowerCase() === name)?.[1] ?? ''
  const signed = request.headers
    .map(([name, value]) => [name.toLowerCase(), value] as const)
    .filter(([name]) => name.startsWith('x-mns-'))
    .sort(([one], [two]) => (one < two ? -1 : 1))
    .map(([name, value]) => `${name}:${value}\n`)
    .join('')
  const lines = [request.method, header('content-md5'), header('content-type'), header('date'), '']
  const text = lines.join('\n') + signed + request.target
  return {
    signature: createVerify('RSA-SHA1')
      .update(Buffer.from(text, 'latin1'))
      .verify(certificate, header('authorization'), 'base64'),
    digest: header('content-md5') === createHash('md5').update(request.body).digest('hex').toUpperCase(),
    recent: Math.abs(Date.parse(header('date')) - date) < 900_000,
    ownCertificate:
      Buffer.from(header('x-mns-signing-cert-url'), 'base64').toString() === context.signer.certificateUrl,
  }
}

const sound = { signature: true, digest: true, recent: true, ownCertificate: true }

test.each(notifyContentFormats)('a push in %s stands every check', async notifyContentFormat => {
  const request = await writePushRequest(
    deliverySample({ notifyContentFormat }, { messageTag: '重要' }),
    context,
  )
  expect(examine(request, own.pem)).toEqual(sound)
})

test('SIMPLIFIED sends the message untouched and tells the rest in headers', async () => {
  const delivery = deliverySample({ notifyContentFormat: 'SIMPLIFIED' }, { messageTag: 'important' })
  const request = await writePushRequest(delivery, context)
  expect(Buffer.from(request.body).toString()).toBe(delivery.message.body)
  const names = request.headers.map(([name]) => name).filter(name => name.startsWith('x-mns-'))
  expect(names.sort()).toEqual([
    'x-mns-message-id',
    'x-mns-message-tag',
    'x-mns-publish-time',
    'x-mns-request-id',
    'x-mns-signing-cert-url',
    'x-mns-subscriber',
    'x-mns-subscription-name',
    'x-mns-topic-name',
    'x-mns-topic-owner',
    'x-mns-version',
  ])
})

test.each(['XML', 'JSON'] as const)(
  '%s tells nothing but the essentials in headers',
  async notifyContentFormat => {
    const request = await writePushRequest(deliverySample({ notifyContentFormat }), context)
    const names = request.headers.map(([name]) => name).filter(name => name.startsWith('x-mns-'))
    expect(names).toEqual(['x-mns-request-id', 'x-mns-signing-cert-url', 'x-mns-version'])
  },
)

const expected = {
  missing: { ...sound, signature: false },
  damaged: { ...sound, signature: false },
  'wrong-key': { ...sound, signature: false },
  'wrong-target': { ...sound, signature: false },
  'wrong-digest': { ...sound, digest: false },
  'tampered-body': { ...sound, digest: false },
  'foreign-certificate': { ...sound, signature: false, ownCertificate: false },
  'stale-date': { ...sound, recent: false },
}

test.each(signatureFaults)('the fault "%s" spoils what it names and nothing else', async fault => {
  const request = await writeFaultyPushRequest(deliverySample(), context, fault, stranger)
  expect(examine(request, own.pem)).toEqual(expected[fault])
})

test('a wrong target is what a proxy makes of it: no query, or no prefix', async () => {
  const cut = await writeFaultyPushRequest(deliverySample(), context, 'wrong-target', stranger)
  expect(cut.target).toBe('/notify')
  expect(examine({ ...cut, target: context.target }, own.pem)).toEqual(sound)
  const bare = { ...context, target: '/notify' }
  const stripped = await writeFaultyPushRequest(deliverySample(), bare, 'wrong-target', stranger)
  expect(stripped.target).toBe('/notify')
  expect(examine({ ...stripped, target: '/gateway/notify' }, own.pem)).toEqual(sound)
})

test('a foreign certificate verifies what it signed: only its address gives it away', async () => {
  const request = await writeFaultyPushRequest(deliverySample(), context, 'foreign-certificate', stranger)
  expect(examine(request, other.pem)).toEqual({ ...sound, ownCertificate: false })
})
