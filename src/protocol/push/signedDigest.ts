import { bigIntToBytes, bitLength, bytesToBigInt, raiseModulo } from './bigIntegers.ts'

export type DigestAlgorithm = 'md5' | 'sha1' | 'sha256' | 'sha384' | 'sha512'

export type SignedDigest = { readonly algorithm: DigestAlgorithm; readonly digest: Uint8Array }

/** DigestInfo up to the digest itself, as RFC 8017 (9.2, note 1) prints it. */
const digestInfos: readonly { algorithm: DigestAlgorithm; prefix: Uint8Array; digestBytes: number }[] = [
  digestInfo('sha1', '3021300906052b0e03021a05000414', 20),
  digestInfo('sha256', '3031300d060960864801650304020105000420', 32),
  digestInfo('sha384', '3041300d060960864801650304020205000430', 48),
  digestInfo('sha512', '3051300d060960864801650304020305000440', 64),
  digestInfo('md5', '3020300c06082a864886f70d020505000410', 16),
]

/**
 * The digest that a PKCS #1 v1.5 signature holds, whatever was hashed; null where the signature was not made with this key.
 * The whole block is accounted for, padding to the last byte, so nothing can hide behind the digest
 * (Bleichenbacher 2006) or inside the padding.
 */
export function recoverDigest(signature: Uint8Array, modulus: bigint, exponent: bigint): SignedDigest | null {
  const length = Math.ceil(bitLength(modulus) / 8)
  const value = bytesToBigInt(signature)
  if (signature.length !== length || value >= modulus) return null
  const block = bigIntToBytes(raiseModulo(value, exponent, modulus), length)
  for (const { algorithm, prefix, digestBytes } of digestInfos) {
    const digestStart = length - digestBytes
    const infoStart = digestStart - prefix.length
    if (isPadding(block, infoStart) && startsWithAt(block, prefix, infoStart)) {
      return { algorithm, digest: block.subarray(digestStart) }
    }
  }
  return null
}

/** The SHA-1 digest that was signed; null for any other signature or key. */
export function recoverSignedDigest(
  signature: Uint8Array,
  modulus: bigint,
  exponent: bigint,
): Uint8Array | null {
  const signed = recoverDigest(signature, modulus, exponent)
  return signed?.algorithm === 'sha1' ? signed.digest : null
}

/** 00 01, at least eight FF, 00, ending right before `end`. */
function isPadding(block: Uint8Array, end: number): boolean {
  if (end < 11 || block[0] !== 0 || block[1] !== 1 || block[end - 1] !== 0) return false
  for (let index = 2; index < end - 1; index += 1) if (block[index] !== 0xff) return false
  return true
}

function startsWithAt(block: Uint8Array, prefix: Uint8Array, start: number): boolean {
  return prefix.every((byte, index) => block[start + index] === byte)
}

function digestInfo(algorithm: DigestAlgorithm, prefix: string, digestBytes: number) {
  return { algorithm, prefix: Buffer.from(prefix, 'hex'), digestBytes }
}
