import type { Certificate } from './certificate.ts'
import { type RsaPublicKey, readRsaPublicKey } from './rsaPublicKey.ts'

/** The key of the certificate that MNS publishes and signs pushes with; that certificate ran out on 2016-07-01. */
const publishedModulus =
  0xb5f4b05568c1cb753404230f261251fd2ba75ace1cb933e24a74ccd59c0f25cc5dae4fcec3d453025768bc21bcd0832cb5ae88b2ba3a1e5e9663a62fc1b2ff93n
const publishedExponent = 65_537n

const publishedUrl = 'https://mnstest.oss-cn-hangzhou.aliyuncs.com/x509_public_certificate.pem'

export function isPublishedMnsKey(key: RsaPublicKey): boolean {
  return key.modulus === publishedModulus && key.exponent === publishedExponent
}

/**
 * What is known of the certificate at its published address, for where nothing can be fetched: its facts, not its bytes. Null for
 * every other address.
 */
export function publishedCertificateAt(url: string): Certificate | null {
  const reading = url === publishedUrl ? readRsaPublicKey(publishedModulus, publishedExponent) : null
  if (reading?.outcome !== 'key') return null
  const name = 'C=86, ST=Zhejiang, L=Hangzhou, O=Aliyun, OU=Mns, CN=notify'
  return {
    subject: name,
    issuer: name,
    notBefore: Date.UTC(2015, 6, 2, 2, 6, 16),
    notAfter: Date.UTC(2016, 6, 1, 2, 6, 16),
    key: reading.key,
    fingerprint: '3f7edc3c7b871726fc961494a4f264d5403084f129c78bf6ef84672482e3e103',
  }
}
