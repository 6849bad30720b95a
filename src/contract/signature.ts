import type { PushSelector, Verification } from './push.ts'
import type { Words } from './words.ts'

/**
 * What the bench looks at: something pasted (raw request, cURL, HAR), or one attempt that the endpoint took. `entry` counts a
 * HAR file's readable requests from 0; without it, the first that is signed.
 */
export type SignatureSource =
  | { kind: 'capture'; text: string; entry?: number | undefined }
  | ({ kind: 'push' } & PushSelector)

/** The requests of a HAR file, at most 500 of them, and which one was looked at. */
export type CaptureEntries = {
  entries: { method: string; target: string; signed: boolean }[]
  chosen: number
}

/** Where a line of a string to sign comes from; `name` is a header's or a parameter's. */
export type LineOrigin = { kind: string; name: string | null }

/** One line as the request calls for it and as it was signed; null on the side that has no such line. */
export type SignedLinePair = {
  /** Null where nothing of the request leads to it. */
  origin: LineOrigin | null
  received: string | null
  signed: string | null
}

/** The request as it was read, with texts decoded for showing. */
export type ShownRequest = {
  method: string
  target: string
  headers: [name: string, value: string][]
  body: string
  bodyBytes: number
}

export type SignatureCheck = {
  request: ShownRequest
  /** Null where there was one request only. */
  among: CaptureEntries | null
  verification: Verification
  /** `same`: what was received is what was signed. `recovered`: another text was proven to be the signed one. */
  signed: 'same' | 'recovered' | 'unknown'
  lines: SignedLinePair[]
  /** How long an explanation was looked for. */
  milliseconds: number
}

/** One line of two strings laid side by side; null where a side has no such line. */
type OwnLine = { own: string | null; expected: string | null; differsAt: number | null }

/** How a developer's own string to sign differs from the one that the request calls for. */
export type OwnStringComparison =
  | { outcome: 'same' }
  | { outcome: 'no-signature'; message: Words }
  | {
      outcome: 'different'
      /** Bytes from 1; two hex digits, null at the end of a text. */
      firstDifference: { line: number; column: number; own: string | null; expected: string | null }
      /** With invisible characters drawn. */
      lines: OwnLine[]
      mistakes: { explanation: Words; fix: Words } | null
    }

export const sampleKinds = ['genuine', 'altered', 'forged', 'request'] as const
/** A push as it should be, one that was changed on the way, one signed by a stranger, and a request signed with HMAC. */
export type SampleKind = (typeof sampleKinds)[number]

/** `secret`: of a made-up key that signs nothing else. */
export type SignatureSample = { text: string; secret: string | null }

export const verifierLanguages = ['node', 'java', 'python', 'go', 'php'] as const
export type VerifierLanguage = (typeof verifierLanguages)[number]

/** A program that checks pushes, with one push as its self test. */
export type GeneratedVerifier = {
  fileName: string
  /** The command that runs its self test. */
  run: string
  source: string
}

export type SignatureCalls = {
  'signature.check': {
    input: {
      source: SignatureSource
      /** Of the AccessKey id that an HMAC request names; used for this one answer and kept nowhere. */
      secret: string | null
      /** PEM, instead of what a pasted push names. */
      certificate: string | null
      /** The endpoint as the subscription has it, where a proxy may have changed the path. */
      registeredUrl: string | null
    }
    output: SignatureCheck
  }
  'signature.compare': { input: { source: SignatureSource; own: string }; output: OwnStringComparison }
  /** Pushes only: what checks an HMAC request holds its secret. */
  'signature.verifier': {
    input: { source: SignatureSource; language: VerifierLanguage }
    output: GeneratedVerifier
  }
  'signature.sample': { input: { kind: SampleKind }; output: SignatureSample }
}
