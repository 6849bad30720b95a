import type { RsaPublicKey } from './rsaPublicKey.ts'

/** The key of the certificate that MNS publishes and signs pushes with; that certificate ran out on 2016-07-01. */
const publishedModulus =
  0xb5f4b05568c1cb753404230f261251fd2ba75ace1cb933e24a74ccd59c0f25cc5dae4fcec3d453025768bc21bcd0832cb5ae88b2ba3a1e5e9663a62fc1b2ff93n

export function isPublishedMnsKey(key: RsaPublicKey): boolean {
  return key.modulus === publishedModulus && key.exponent === 65537n
}
