import { hash } from 'node:crypto'
import type { Bilingual } from '../bilingual.ts'
import { bytesToBigInt } from './bigIntegers.ts'
import { DerError, derTag, expectDer, readDerElement, readDerElements, readObjectId } from './derReader.ts'
import { readDistinguishedName } from './distinguishedName.ts'
import { type RsaPublicKey, readRsaPublicKey } from './rsaPublicKey.ts'

/** What a push check needs to know of an X.509 certificate. */
export type Certificate = {
  readonly subject: string
  readonly issuer: string
  /** Milliseconds since 1970. */
  readonly notBefore: number
  readonly notAfter: number
  readonly key: RsaPublicKey
  /** SHA-256 of the whole certificate, lower-case hex. */
  readonly fingerprint: string
}

export type CertificateReading =
  | { readonly outcome: 'certificate'; readonly certificate: Certificate }
  | { readonly outcome: 'unreadable'; readonly reason: Bilingual }

const rsaEncryption = '1.2.840.113549.1.1.1'
const largestCertificateBytes = 64 * 1024

/**
 * Reads PEM (the first certificate in it) or DER. It is read here and not by the crypto library, for that may refuse the
 * whole certificate over its 512-bit key.
 */
export function readCertificate(source: Uint8Array | string): CertificateReading {
  const bytes = typeof source === 'string' ? Buffer.from(source, 'latin1') : source
  if (bytes.length > largestCertificateBytes) {
    return unreadable({
      en: `at most ${largestCertificateBytes} bytes were expected, it has ${bytes.length}`,
      zh: `最多 ${largestCertificateBytes} 字节，实际 ${bytes.length} 字节`,
    })
  }
  const der = bytes[0] === derTag.sequence ? bytes : decodePem(bytes)
  if (der === null) {
    return unreadable({
      en: 'a certificate was expected: PEM with BEGIN CERTIFICATE, or DER',
      zh: '应为证书：含 BEGIN CERTIFICATE 的 PEM，或 DER',
    })
  }
  try {
    return readDer(der)
  } catch (error) {
    if (error instanceof DerError) {
      return unreadable({ en: error.message, zh: '证书结构无法解析，或不是 RSA 证书' })
    }
    throw error
  }
}

function readDer(der: Uint8Array): CertificateReading {
  const certificate = readDerElement(der)
  const [toBeSigned] = readDerElements(expectDer(certificate, derTag.sequence, 'outer sequence'))
  const all = readDerElements(expectDer(toBeSigned, derTag.sequence, 'content'))
  const fields = all[0]?.tag === derTag.explicitVersion ? all.slice(1) : all
  const [, , issuer, validity, subject, keyInfo] = fields
  const [notBefore, notAfter] = readDerElements(expectDer(validity, derTag.sequence, 'validity'))
  const key = readKey(expectDer(keyInfo, derTag.sequence, 'public key'))
  if (key.outcome === 'refused') return unreadable(key.reason)
  return {
    outcome: 'certificate',
    certificate: {
      subject: readDistinguishedName(expectDer(subject, derTag.sequence, 'subject')),
      issuer: readDistinguishedName(expectDer(issuer, derTag.sequence, 'issuer')),
      notBefore: readTime(notBefore?.tag, notBefore?.content),
      notAfter: readTime(notAfter?.tag, notAfter?.content),
      key: key.key,
      fingerprint: hash('sha256', certificate.whole, 'hex'),
    },
  }
}

function readKey(keyInfo: Uint8Array) {
  const [algorithm, keyBits] = readDerElements(keyInfo)
  const [objectId] = readDerElements(expectDer(algorithm, derTag.sequence, 'key algorithm'))
  const name = readObjectId(expectDer(objectId, derTag.objectId, 'key algorithm'))
  if (name !== rsaEncryption) throw new DerError(`an RSA key was expected, its key is of kind ${name}`)
  const bits = expectDer(keyBits, derTag.bitString, 'public key')
  const pair = expectDer(readDerElement(bits.subarray(1)), derTag.sequence, 'RSA key')
  const [modulus, exponent] = readDerElements(pair)
  return readRsaPublicKey(
    bytesToBigInt(expectDer(modulus, derTag.integer, 'modulus')),
    bytesToBigInt(expectDer(exponent, derTag.integer, 'public exponent')),
  )
}

/** UTCTime has two digits for the year and means 1950 to 2049. */
function readTime(tag: number | undefined, content: Uint8Array | undefined): number {
  const text = Buffer.from(content ?? []).toString('latin1')
  const short = tag === derTag.utcTime
  const match = (
    short ? /^(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/ : /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/
  ).exec(text)
  if (match === null || (!short && tag !== derTag.generalizedTime)) {
    throw new DerError('its validity holds a time in an unknown form')
  }
  const [year = 0, month = 1, day, hour, minute, second] = match.slice(1).map(Number)
  const fullYear = short ? year + (year < 50 ? 2000 : 1900) : year
  return Date.UTC(fullYear, month - 1, day, hour, minute, second)
}

function decodePem(bytes: Uint8Array): Uint8Array | null {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')
  const match = /-----BEGIN CERTIFICATE-----([A-Za-z0-9+/=\s]+)-----END CERTIFICATE-----/.exec(text)
  return match === null ? null : Buffer.from(match[1] ?? '', 'base64')
}

function unreadable(reason: Bilingual): CertificateReading {
  return { outcome: 'unreadable', reason }
}
