import { createPublicKey, type KeyObject } from 'node:crypto'
import type { Bilingual } from '../bilingual.ts'
import { bigIntToBytes, bitLength } from './bigIntegers.ts'

/**
 * The published MNS key has 512 bits, which some builds of the crypto library refuse, at times by calling a good
 * signature bad. Below this size no library is asked.
 */
const smallestLibraryKeyBits = 1024
const smallestKeyBits = 512
const largestKeyBits = 8192

export type RsaPublicKey = {
  readonly modulus: bigint
  readonly exponent: bigint
  readonly bits: number
  /** Bytes of a signature made with this key. */
  readonly bytes: number
  /** The crypto library's form of it; null where plain arithmetic has to do. */
  readonly library: KeyObject | null
}

export type RsaPublicKeyReading =
  | { readonly outcome: 'key'; readonly key: RsaPublicKey }
  | { readonly outcome: 'refused'; readonly reason: Bilingual }

/** Refuses numbers that can't be a key, and those so large that one check would take noticeable time. */
export function readRsaPublicKey(modulus: bigint, exponent: bigint): RsaPublicKeyReading {
  const bits = bitLength(modulus)
  if (bits < smallestKeyBits || bits > largestKeyBits) {
    return refuse({
      en: `an RSA key of ${smallestKeyBits} to ${largestKeyBits} bits was expected, it has ${bits}`,
      zh: `RSA 密钥应为 ${smallestKeyBits} 到 ${largestKeyBits} 位，实际 ${bits} 位`,
    })
  }
  if (modulus % 2n === 0n)
    return refuse({ en: 'its modulus is even, so it is no RSA key', zh: '模数为偶数，不是 RSA 密钥' })
  if (exponent < 3n || exponent % 2n === 0n || bitLength(exponent) > 32) {
    return refuse({
      en: `an odd public exponent of 3 to 32 bits was expected, it is ${exponent}`,
      zh: `公钥指数应为 3 到 32 位的奇数，实际为 ${exponent}`,
    })
  }
  const library = bits < smallestLibraryKeyBits ? null : importKey(modulus, exponent)
  return { outcome: 'key', key: { modulus, exponent, bits, bytes: Math.ceil(bits / 8), library } }
}

function refuse(reason: Bilingual): RsaPublicKeyReading {
  return { outcome: 'refused', reason }
}

function importKey(modulus: bigint, exponent: bigint): KeyObject | null {
  try {
    const key = { kty: 'RSA', n: toBase64Url(modulus), e: toBase64Url(exponent) }
    return createPublicKey({ key, format: 'jwk' })
  } catch {
    return null
  }
}

function toBase64Url(value: bigint): string {
  return Buffer.from(bigIntToBytes(value, Math.ceil(bitLength(value) / 8))).toString('base64url')
}
