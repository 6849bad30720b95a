import {
  createPrivateKey,
  createPublicKey,
  generateKeyPair,
  type KeyObject,
  randomBytes,
  sign,
} from 'node:crypto'
import { promisify } from 'node:util'
import {
  bitString,
  der,
  integer,
  moment,
  nothing,
  objectId,
  octetString,
  sequence,
  set,
  truth,
  utf8String,
} from './derWriter.ts'

export const certificateKinds = ['modern', 'legacy'] as const
/** `modern` holds up to a strict check; `legacy` is like the one MNS really signs with: 512 bits, expired in 2016. */
export type CertificateKind = (typeof certificateKinds)[number]

export type SigningCertificate = { readonly privateKey: KeyObject; readonly pem: string }

const year = 365.25 * 86_400_000
const sha1WithRsa = sequence(objectId('1.2.840.113549.1.1.5'), nothing())
const basicConstraints = '2.5.29.19'
const nameParts = [
  ['2.5.4.6', 'CN'],
  ['2.5.4.10', 'ReceiptScope'],
  ['2.5.4.11', 'Simulator'],
  ['2.5.4.3', 'notify'],
] as const
const name = sequence(...nameParts.map(([id, text]) => set(sequence(objectId(id), utf8String(text)))))

/** A fresh key and a certificate for it that it signed itself. `now` in milliseconds since 1970. */
export async function createCertificate(kind: CertificateKind, now: number): Promise<SigningCertificate> {
  const modulusLength = kind === 'legacy' ? 512 : 2048
  const { privateKey } = await promisify(generateKeyPair)('rsa', { modulusLength })
  const validity =
    kind === 'legacy'
      ? { from: Date.UTC(2015, 6, 2), until: Date.UTC(2016, 6, 1) }
      : { from: now - year, until: now + 10 * year }
  return { privateKey, pem: writeCertificate(privateKey, validity) }
}

export function readPrivateKey(pem: string): KeyObject {
  return createPrivateKey(pem)
}

function writeCertificate(privateKey: KeyObject, validity: { from: number; until: number }): string {
  const publicKey = createPublicKey(privateKey).export({ type: 'spki', format: 'der' })
  const authority = sequence(objectId(basicConstraints), truth(), octetString(sequence(truth())))
  const content = sequence(
    der(0xa0, integer(Uint8Array.of(2))),
    integer(randomBytes(8)),
    sha1WithRsa,
    name,
    sequence(moment(validity.from), moment(validity.until)),
    name,
    publicKey,
    der(0xa3, sequence(authority)),
  )
  const certificate = sequence(content, sha1WithRsa, bitString(sign('sha1', content, privateKey)))
  const lines = certificate.toString('base64').match(/.{1,64}/g) ?? []
  return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n')
}
