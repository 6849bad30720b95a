import { hash, verify } from 'node:crypto'
import { decodeBase64 } from '../canonical/base64.ts'
import { mnsStringToSign } from '../canonical/mnsString.ts'
import { readSignedHeaders } from '../canonical/signedHeaders.ts'
import { wireBytes } from '../canonical/wireEncoding.ts'
import type { HttpRequest } from '../httpRequest.ts'
import type { RsaPublicKey } from './rsaPublicKey.ts'
import { recoverSignedDigest } from './signedDigest.ts'

/** Says who holds the key's other half signed this; whose key it is, and what the body is, are other questions. */
export type PushSignatureVerdict =
  | { readonly outcome: 'valid' }
  | { readonly outcome: 'wrong-signature'; readonly stringToSign: string; readonly signature: Uint8Array }
  | { readonly outcome: 'missing-authorization' }
  | { readonly outcome: 'malformed-authorization'; readonly received: string; readonly reason: string }

export function verifyPushSignature(request: HttpRequest, key: RsaPublicKey): PushSignatureVerdict {
  const headers = readSignedHeaders(request.headers, 'x-mns-')
  return verifyPushText(headers.authorization, mnsStringToSign(request, headers, headers.date), key)
}

/** The same for a string to sign that was put together before. */
export function verifyPushText(
  received: string | null,
  stringToSign: string,
  key: RsaPublicKey,
): PushSignatureVerdict {
  if (received === null || received === '') return { outcome: 'missing-authorization' }
  const signature = decodeBase64(received)
  if (signature === null) {
    const reason = 'a signature in base64 and nothing else was expected'
    return { outcome: 'malformed-authorization', received, reason }
  }
  if (verifySha1Rsa(wireBytes(stringToSign), signature, key)) return { outcome: 'valid' }
  return { outcome: 'wrong-signature', stringToSign, signature }
}

/** The same with the arithmetic on the crypto library's own threads, for keys that it takes. */
export async function verifyPushTextAside(
  received: string | null,
  stringToSign: string,
  key: RsaPublicKey,
): Promise<PushSignatureVerdict> {
  const signature = received === null ? null : decodeBase64(received)
  if (signature === null || key.library === null) return verifyPushText(received, stringToSign, key)
  const { library } = key
  const { promise, resolve, reject } = Promise.withResolvers<boolean>()
  verify('sha1', wireBytes(stringToSign), library, signature, (error, fits) =>
    error === null ? resolve(fits) : reject(error),
  )
  return (await promise) ? { outcome: 'valid' } : { outcome: 'wrong-signature', stringToSign, signature }
}

export function verifySha1Rsa(data: Uint8Array, signature: Uint8Array, key: RsaPublicKey): boolean {
  if (key.library !== null) return verify('sha1', data, key.library, signature)
  const signed = recoverSignedDigest(signature, key.modulus, key.exponent)
  return signed !== null && Buffer.compare(signed, hash('sha1', data, 'buffer')) === 0
}
