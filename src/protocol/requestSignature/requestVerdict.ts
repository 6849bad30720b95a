import type { Bilingual } from '../bilingual.ts'
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

/** Null where `signedAt` is near enough to the verifier's time, or where no time was given to compare with. */
export function judgeAge(
  scheme: RequestScheme,
  signedAt: number,
  options: VerifyOptions,
): RequestVerdict | null {
  if (options.now === null) return null
  const behindMs = options.now - signedAt
  const tolerance = options.toleranceMs ?? defaultToleranceMs
  return Math.abs(behindMs) <= tolerance ? null : { outcome: 'stale-date', scheme, signedAt, behindMs }
}
