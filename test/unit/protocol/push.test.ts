import { generateKeyPairSync, type KeyObject, sign, verify, X509Certificate } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { joinLines } from '../../../src/protocol/canonical/signedLine.ts'
import type { HttpRequest } from '../../../src/protocol/httpRequest.ts'
import { bigIntToBytes, bytesToBigInt, raiseModulo } from '../../../src/protocol/push/bigIntegers.ts'
import { type Certificate, readCertificate } from '../../../src/protocol/push/certificate.ts'
import { isPublishedMnsKey } from '../../../src/protocol/push/publishedKey.ts'
import { explainPush, pushStringToSign } from '../../../src/protocol/push/pushStringToSign.ts'
import { type RsaPublicKey, readRsaPublicKey } from '../../../src/protocol/push/rsaPublicKey.ts'
import { recoverDigest, recoverSignedDigest } from '../../../src/protocol/push/signedDigest.ts'
import { signPush } from '../../../src/protocol/push/signPush.ts'
import { verifyPushSignature, verifySha1Rsa } from '../../../src/protocol/push/verifyPushSignature.ts'
import { sharedDirectory } from '../../sharedDirectory.ts'
import {
  largeCertificate,
  largeSignature,
  signedPush,
  smallCertificate,
  smallSignature,
} from './ownPushVector.ts'
import { mutateOneByte, requestWith, signableRequest } from './requests.ts'

function certificateOf(source: string | Uint8Array): Certificate {
  const reading = readCertificate(source)
  if (reading.outcome !== 'certificate') throw new Error(reading.reason.en)
  return reading.certificate
}

function publicKeyOf(key: KeyObject): RsaPublicKey {
  const { n = '', e = '' } = key.export({ format: 'jwk' })
  const number = (text: string) => bytesToBigInt(Buffer.from(text, 'base64url'))
  const reading = readRsaPublicKey(number(n), number(e))
  if (reading.outcome !== 'key') throw new Error(reading.reason.en)
  return reading.key
}

function withAuthorization(request: HttpRequest, authorization: string): HttpRequest {
  return { ...request, headers: [...request.headers, ['Authorization', authorization]] }
}

const small = generateKeyPairSync('rsa', { modulusLength: 512 })
const large = generateKeyPairSync('rsa', { modulusLength: 1024 })
const smallKey = publicKeyOf(small.publicKey)
const largeKey = publicKeyOf(large.publicKey)

describe('a push that another program signed', () => {
  test.each([
    { bits: 512, pem: smallCertificate, signature: smallSignature },
    { bits: 2048, pem: largeCertificate, signature: largeSignature },
  ])('verifies with a key of $bits bits', ({ bits, pem, signature }) => {
    const { key } = certificateOf(pem)
    expect(key.bits).toBe(bits)
    expect(verifyPushSignature(withAuthorization(signedPush, signature), key)).toEqual({ outcome: 'valid' })
  })

  test('does not verify without its query, or with a header more', () => {
    const { key } = certificateOf(smallCertificate)
    const push = withAuthorization(signedPush, smallSignature)
    const shorter = { ...push, target: '/notifications' }
    const longer: HttpRequest = { ...push, headers: [...push.headers, ['x-mns-trace', '1']] }
    expect(verifyPushSignature(shorter, key).outcome).toBe('wrong-signature')
    expect(verifyPushSignature(longer, key)).toMatchObject({
      outcome: 'wrong-signature',
      stringToSign: pushStringToSign(longer),
    })
  })
})

test('a certificate is read as the crypto library reads it', () => {
  for (const pem of [smallCertificate, largeCertificate]) {
    const certificate = certificateOf(pem)
    const library = new X509Certificate(pem)
    expect(certificate.subject).toBe(library.subject.replaceAll('\n', ', '))
    expect(certificate.issuer).toBe(library.issuer.replaceAll('\n', ', '))
    expect(certificate.notBefore).toBe(library.validFromDate.getTime())
    expect(certificate.notAfter).toBe(library.validToDate.getTime())
    expect(certificate.fingerprint).toBe(library.fingerprint256.replaceAll(':', '').toLowerCase())
    expect(certificate.key.bits).toBe(library.publicKey.asymmetricKeyDetails?.modulusLength)
    expect(certificateOf(library.raw)).toEqual(certificate)
  }
})

test('a damaged certificate is a value with a reason, never an exception', () => {
  const der = new X509Certificate(smallCertificate).raw
  fc.assert(
    fc.property(
      fc.nat(der.length - 1),
      fc.integer({ min: 1, max: 255 }),
      fc.nat(der.length),
      (at, change, cut) => {
        const damaged = Uint8Array.from(der.subarray(0, Math.max(cut, at + 1)))
        damaged[at] = (damaged[at] ?? 0) ^ change
        const reading = readCertificate(damaged)
        if (reading.outcome === 'unreadable') expect(reading.reason).not.toBe('')
      },
    ),
    { numRuns: 2000 },
  )
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), bytes => {
      expect(readCertificate(bytes).outcome).toBe('unreadable')
    }),
  )
})

test('an absent Content-MD5 leaves its line empty', () => {
  const request = requestWith('POST', '/notifications', {
    Date: 'Tue, 23 Feb 2016 09:41:06 GMT',
    'Content-Type': 'text/xml;charset=utf-8',
    'X-MNS-Version': '2015-06-06',
    'x-mns-request-id': '1',
  })
  expect(pushStringToSign(request)).toBe(
    'POST\n\ntext/xml;charset=utf-8\nTue, 23 Feb 2016 09:41:06 GMT\nx-mns-request-id:1\nx-mns-version:2015-06-06\n/notifications',
  )
})

const pairs = [
  { bits: 512, privateKey: small.privateKey, publicKey: small.publicKey, key: smallKey },
  { bits: 1024, privateKey: large.privateKey, publicKey: large.publicKey, key: largeKey },
]

describe.each(pairs)('with a key of $bits bits', ({ privateKey, publicKey, key }) => {
  const arithmetic: RsaPublicKey = { ...key, library: null }

  test('what was signed verifies, and one changed byte does not', () => {
    fc.assert(
      fc.property(
        signableRequest('x-mns-'),
        fc.nat(),
        fc.integer({ min: 1, max: 255 }),
        (request, at, change) => {
          const push = withAuthorization(request, signPush(request, privateKey))
          expect(verifyPushSignature(push, key).outcome).toBe('valid')
          expect(verifyPushSignature(mutateOneByte(push, at, change), key).outcome).toBe('wrong-signature')
          expect(joinLines(explainPush(push))).toBe(pushStringToSign(push))
        },
      ),
      { numRuns: 50 },
    )
  })

  test('plain arithmetic and the crypto library agree, on good and on damaged signatures', () => {
    fc.assert(
      fc.property(fc.uint8Array(), fc.nat(), fc.nat(255), (data, at, change) => {
        const signature = sign('sha1', data, privateKey)
        const index = at % signature.length
        signature[index] = (signature[index] ?? 0) ^ change
        const agreed = verify('sha1', data, publicKey, signature)
        expect(agreed).toBe(change === 0)
        expect(verifySha1Rsa(data, signature, arithmetic)).toBe(agreed)
        expect(verifySha1Rsa(data, signature, key)).toBe(agreed)
      }),
      { numRuns: 50 },
    )
  })

  test('a signature of another length is none', () => {
    const data = Buffer.from('data')
    const signature = sign('sha1', data, privateKey)
    expect(verifySha1Rsa(data, signature.subarray(1), arithmetic)).toBe(false)
    expect(verifySha1Rsa(data, Buffer.concat([Buffer.alloc(1), signature]), arithmetic)).toBe(false)
    expect(verifySha1Rsa(data, Buffer.alloc(0), arithmetic)).toBe(false)
    const same = bytesToBigInt(signature) + key.modulus
    if (same < 1n << BigInt(key.bits)) {
      expect(verifySha1Rsa(data, bigIntToBytes(same, key.bytes), arithmetic)).toBe(false)
    }
  })
})

describe('the block inside a signature', () => {
  const { d = '' } = large.privateKey.export({ format: 'jwk' })
  const privateExponent = bytesToBigInt(Buffer.from(d, 'base64url'))
  const { modulus, exponent } = largeKey
  const digest = Buffer.alloc(20, 7)
  const info = Buffer.concat([Buffer.from('3021300906052b0e03021a05000414', 'hex'), digest])
  const signBlock = (block: Uint8Array) =>
    bigIntToBytes(raiseModulo(bytesToBigInt(block), privateExponent, modulus), 128)
  const block = (padding: Uint8Array, rest: Uint8Array) => Buffer.concat([Buffer.from([0, 1]), padding, rest])
  const zero = Buffer.from([0])
  const full = Buffer.alloc(128 - 3 - info.length, 0xff)

  test('gives the digest when every byte of it is in its place', () => {
    const signature = signBlock(block(full, Buffer.concat([zero, info])))
    expect(recoverSignedDigest(signature, modulus, exponent)).toEqual(digest)
  })

  const other = Buffer.from(full)
  other[40] = 0xfe
  test.each([
    ['bytes behind the digest', block(full.subarray(10), Buffer.concat([zero, info, Buffer.alloc(10)]))],
    [
      'short padding with bytes behind',
      block(full.subarray(0, 8), Buffer.concat([zero, info, Buffer.alloc(82)])),
    ],
    ['a wrong byte in the padding', block(other, Buffer.concat([zero, info]))],
    ['block type 2', Buffer.concat([Buffer.from([0, 2]), full, zero, info])],
    ['no byte between padding and digest', block(Buffer.alloc(full.length + 1, 0xff), info)],
    ['the digest without its kind', block(Buffer.alloc(128 - 3 - 20, 0xff), Buffer.concat([zero, digest]))],
  ])('is refused with %s', (_, forged) => {
    expect(forged.length).toBe(128)
    expect(recoverDigest(signBlock(forged), modulus, exponent)).toBeNull()
  })

  test('of another hash is told apart', () => {
    const signature = sign('sha256', Buffer.from('x'), large.privateKey)
    expect(recoverDigest(signature, modulus, exponent)?.algorithm).toBe('sha256')
    expect(recoverSignedDigest(signature, modulus, exponent)).toBeNull()
  })

  test('of another key is none', () => {
    const signature = sign(
      'sha1',
      Buffer.from('x'),
      generateKeyPairSync('rsa', { modulusLength: 1024 }).privateKey,
    )
    expect(recoverDigest(signature, modulus, exponent)).toBeNull()
  })
})

test.each([
  ['', 'missing-authorization'],
  ['MNS ak:AAAA', 'malformed-authorization'],
  ['AAA', 'malformed-authorization'],
  ['AAAA AAAA', 'malformed-authorization'],
  ['AAAA', 'wrong-signature'],
])('authorization %j: %s', (value, outcome) => {
  expect(verifyPushSignature(withAuthorization(signedPush, value), smallKey).outcome).toBe(outcome)
})

test('numbers that are no key, or would be slow, are refused', () => {
  expect(readRsaPublicKey(1n << 511n, 65537n).outcome).toBe('refused')
  expect(readRsaPublicKey((1n << 400n) + 1n, 65537n).outcome).toBe('refused')
  expect(readRsaPublicKey((1n << 9000n) + 1n, 65537n).outcome).toBe('refused')
  expect(readRsaPublicKey(smallKey.modulus, 1n).outcome).toBe('refused')
  expect(readRsaPublicKey(smallKey.modulus, (1n << 64n) + 1n).outcome).toBe('refused')
})

describe.skipIf(sharedDirectory === null)('against the reference material (absent: skipped)', () => {
  const vector = (name: string) =>
    readFileSync(join(sharedDirectory ?? '', 'reference/vectors', name), 'utf8')
  const publishedCertificate = () => certificateOf(vector('mns_push_cert_x509_public_certificate.pem'))

  test('the published certificate: 512 bits, expired', () => {
    const certificate = publishedCertificate()
    expect(certificate.subject).toBe('C=86, ST=Zhejiang, L=Hangzhou, O=Aliyun, OU=Mns, CN=notify')
    expect(new Date(certificate.notAfter).toISOString()).toBe('2016-07-01T02:06:16.000Z')
    expect(certificate.key.bits).toBe(512)
    expect(isPublishedMnsKey(certificate.key)).toBe(true)
    expect(isPublishedMnsKey(certificateOf(smallCertificate).key)).toBe(false)
    expect(certificate.key.exponent).toBe(65537n)
  })

  test('the real push of 2016 verifies', () => {
    const text = vector('push_xml_2016-02-23.string-to-sign.txt')
    const [method = '', md5 = '', type = '', date = '', ...rest] = text.split('\n')
    const target = rest.pop() ?? ''
    const request = requestWith(method, target, {
      Authorization: vector('push_xml_2016-02-23.authorization.txt').trim(),
      'content-md5': md5,
      'content-type': type,
      date,
      ...Object.fromEntries(rest.map(line => line.split(':'))),
    })
    expect(pushStringToSign(request)).toBe(text)
    expect(verifyPushSignature(request, publishedCertificate().key)).toEqual({ outcome: 'valid' })
  })

  test('the two printed examples of pushes do not verify, scanning errors in the address repaired', () => {
    const document = readFileSync(join(sharedDirectory ?? '', 'reference/002_b5569ecc21c948de.txt'), 'utf8')
    const examples = [
      ...document.matchAll(
        /POST \/notifications HTTP\/1\.1[\s`]+(Host: company\.com[\s\S]*?)\n\n(?=<\?xml|\{1)/g,
      ),
    ]
    const address = /signing-cert-url:(.+)/.exec(vector('push_xml_2016-02-23.string-to-sign.txt'))?.[1] ?? ''
    expect(examples.length).toBe(2)
    for (const [, head = ''] of examples) {
      const unfolded = head.replaceAll(/\n(?![A-Za-z0-9-]+:)/g, '').replaceAll('=>', '=')
      const headers = unfolded.split('\n').map(line => {
        const [name = '', ...value] = line.split(':')
        const text = name === 'x-mns-signing-cert-url' ? address : value.join(':').trim()
        return [name, text] as const
      })
      expect(headers.map(([name]) => name)).toContain('x-mns-signing-cert-url')
      const request: HttpRequest = {
        method: 'POST',
        target: '/notifications',
        headers,
        body: new Uint8Array(),
      }
      expect(verifyPushSignature(request, publishedCertificate().key).outcome).toBe('wrong-signature')
    }
  })
})
