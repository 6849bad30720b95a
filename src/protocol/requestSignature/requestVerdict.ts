import type { Bilingual } from '../bilingual.ts'
import { equalInConstantTime } from '../canonical/equalInConstantTime.ts'
import type { SecretLookup } from './credentials.ts'

export type RequestScheme = 'mns-v2-hmac-sha1' | 'mns-v4-hmac-sha256' | 'mqs-v2' | 'rpc-v1' | 'acs3'

/** How long a signed request stays good on either side of the server's time. */
export const defaultToleranceMs = 15 * 60 * 1000

export type VerifyOptions = {
  readonly secretOf: SecretLookup
  /** Milliseconds since 1970; null leaves the request's age unjudged, as for one that was captured earlier. */
  readonly now: number | null
  readonly toleranceMs?: number
}

/** What checking one request showed. `expected` of a wrong signature is for whoever owns the secret: never answer it. */
export type RequestVerdict =
  | {
      readonly outcome: 'valid'
      readonly scheme: RequestScheme
      readonly accessKeyId: string
      /** As sent; whether it belongs to the key and is still good is for the caller to say. */
      readonly securityToken: string | null
      readonly signedAt: number
    }
  | {
      readonly outcome: 'wrong-signature'
      readonly scheme: RequestScheme
      readonly accessKeyId: string
      readonly stringToSign: string
      readonly expected: string
      readonly received: string
    }
  | { readonly outcome: 'unknown-key'; readonly scheme: RequestScheme; readonly accessKeyId: string }
  | { readonly outcome: 'missing-authorization'; readonly expected: Bilingual | string }
  | {
      readonly outcome: 'malformed-authorization'
      readonly expected: Bilingual | string
      readonly received: string
    }
  | { readonly outcome: 'missing-date'; readonly scheme: RequestScheme; readonly expected: string }
  | {
      readonly outcome: 'malformed-date'
      readonly scheme: RequestScheme
      readonly expected: string
      readonly received: string
    }
  | {
      readonly outcome: 'stale-date'
      readonly scheme: RequestScheme
      readonly signedAt: number
      /** Positive where the request is older than the server's time. */
      readonly behindMs: number
    }
  /** The body is not the one whose digest was signed. */
  | {
      readonly outcome: 'wrong-body-digest'
      readonly scheme: RequestScheme
      readonly expected: string
      readonly received: string
    }
  /** Signed, but by a scheme that this service doesn't speak. */
  | { readonly outcome: 'foreign-scheme'; readonly name: string }

/** What a request says of itself, as its scheme reads it. */
type Claim = {
  readonly scheme: RequestScheme
  readonly accessKeyId: string
  readonly signature: string
  readonly securityToken: string | null
  readonly date: string | null
  readonly parseDate: (text: string) => number | null
  readonly dateExample: string
  /** What the owner of the secret would have signed at that time, and the signature of it. */
  readonly sign: (secret: string, signedAt: number) => { readonly text: string; readonly signature: string }
}

/** Checks in the order of the service's own error codes, once the form is known to be right: date, age, key, signature. */
export function judgeClaim(claim: Claim, { now, secretOf, toleranceMs }: VerifyOptions): RequestVerdict {
  const { scheme, accessKeyId, signature, securityToken, date, dateExample } = claim
  if (date === null || date === '') return { outcome: 'missing-date', scheme, expected: dateExample }
  const signedAt = claim.parseDate(date)
  if (signedAt === null) {
    return { outcome: 'malformed-date', scheme, expected: dateExample, received: date }
  }
  const behindMs = now === null ? 0 : now - signedAt
  if (Math.abs(behindMs) > (toleranceMs ?? defaultToleranceMs)) {
    return { outcome: 'stale-date', scheme, signedAt, behindMs }
  }
  const secret = secretOf(accessKeyId)
  if (secret === null) return { outcome: 'unknown-key', scheme, accessKeyId }
  const right = claim.sign(secret, signedAt)
  return equalInConstantTime(right.signature, signature)
    ? { outcome: 'valid', scheme, accessKeyId, securityToken, signedAt }
    : {
        outcome: 'wrong-signature',
        scheme,
        accessKeyId,
        stringToSign: right.text,
        expected: right.signature,
        received: signature,
      }
}
