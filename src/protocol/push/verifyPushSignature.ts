import { hash, verify } from 'node:crypto'
import type { Bilingual } from '../bilingual.ts'
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
  | { readonly outcome: 'malformed-authorization'; readonly received: string; readonly reason: Bilingual }

/** What a push says was signed, and what the check of it came to; null where there was no key to check it by. */
export type SignedText = {
  readonly authorization: string | null
  readonly stringToSign: string
  readonly verdict: PushSignatureVerdict | null
}

export function verifyPushSignature(request: HttpRequest, key: RsaPublicKey): PushSignatureVerdict {
  return verifyText(readSignedText(request), key)
}

export function checkSignedText(request: HttpRequest, key: RsaPublicKey | null): SignedText {
  const text = readSignedText(request)
  return { ...text, verdict: key === null ? null : verifyText(text, key) }
}

/** The same with the arithmetic on the crypto library's own threads, for keys that it takes. */
export function checkSignedTextAside(request: HttpRequest, key: RsaPublicKey): Promise<SignedText> {
  const text = readSignedText(request)
  const { authorization, stringToSign } = text
  const signature = authorization === null ? null : decodeBase64(authorization)
  const { library } = key
  if (signature === null || library === null) {
    return Promise.resolve({ ...text, verdict: verifyText(text, key) })
  }
  return new Promise((resolve, reject) => {
    verify('sha1', wireBytes(stringToSign), library, signature, (error, fits) => {
      if (error !== null) return reject(error)
      const wrong = { outcome: 'wrong-signature', stringToSign, signature } as const
      resolve({ authorization, stringToSign, verdict: fits ? valid : wrong })
    })
  })
}

type UncheckedText = Omit<SignedText, 'verdict'>

const valid: PushSignatureVerdict = { outcome: 'valid' }

function readSignedText(request: HttpRequest): UncheckedText {
  const headers = readSignedHeaders(request.headers, 'x-mns-')
  const stringToSign = mnsStringToSign(request, headers, headers.date)
  return { authorization: headers.authorization, stringToSign }
}

function verifyText({ authorization, stringToSign }: UncheckedText, key: RsaPublicKey): PushSignatureVerdict {
  if (authorization === null || authorization === '') return { outcome: 'missing-authorization' }
  const signature = decodeBase64(authorization)
  if (signature === null) {
    const reason = {
      en: 'a signature in base64 and nothing else was expected',
      zh: '其中应只有 Base64 形式的签名',
    }
    return { outcome: 'malformed-authorization', received: authorization, reason }
  }
  if (verifySha1Rsa(wireBytes(stringToSign), signature, key)) return valid
  return { outcome: 'wrong-signature', stringToSign, signature }
}

export function verifySha1Rsa(data: Uint8Array, signature: Uint8Array, key: RsaPublicKey): boolean {
  if (key.library !== null) return verify('sha1', data, key.library, signature)
  const signed = recoverSignedDigest(signature, key.modulus, key.exponent)
  return signed !== null && Buffer.compare(signed, hash('sha1', data, 'buffer')) === 0
}
