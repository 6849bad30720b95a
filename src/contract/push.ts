import type { Instant, ReceiptId } from './brand.ts'
import type { SignatureSummary } from './receipt.ts'
import type { Words } from './words.ts'

/** What the endpoint does with one request after it is stored. */
export type AnswerStep =
  /** By what was found: 204, 403 for a bad signature, 500 for trouble of ours. */
  | { kind: 'verify' }
  /** With what the developer's own service answered. */
  | { kind: 'forward' }
  | { kind: 'status'; status: number }
  /** As `verify`, so many milliseconds late. */
  | { kind: 'delay'; milliseconds: number }
  /** Nothing is said, until the sender gives up. */
  | { kind: 'drop' }
  /** The connection is cut. */
  | { kind: 'reset' }
  /** The head of an answer and half its body, then the connection is cut. */
  | { kind: 'half' }

/** A script answers the attempts of each message step by step; its last step goes on for ever. */
export type AnswerPolicy = AnswerStep | { kind: 'script'; steps: AnswerStep[] }

export type EndpointSettings = {
  enabled: boolean
  /** Anything but this machine's own addresses lets others in. */
  host: string
  /** 0 takes any free one. */
  port: number
  /** The path shown to people; every path is taken. */
  path: string
  /** Hosts whose certificates are trusted besides the published ones, as `host`, `host:port` or a whole origin. */
  trustedCertificateHosts: string[]
  answer: AnswerPolicy
  /** The developer's own service; every push is passed on to it. */
  forwardTo: string | null
}

/** How the endpoint answered; `status` is null where no whole answer was sent. */
export type GivenAnswer = { status: number | null; milliseconds: number; reason: Words }

export type ForwardAnswer = {
  url: string
  milliseconds: number
  /** Share of the sender's patience that it took: over 1 the sender has given up, from 0.8 it is a near miss. */
  budgetUsed: number
  outcome:
    | { kind: 'answered'; status: number; headers: [name: string, value: string][]; body: string }
    | { kind: 'failed'; reason: Words }
}

/** One delivery of a message to the endpoint, with its own bytes. */
export type PushAttempt = {
  id: number
  receivedAt: Instant
  peer: string | null
  requestId: string | null
  requestLine: string
  headers: [name: string, value: string][]
  /** Base64 of the body. */
  raw: string
  /** The body was longer than what is kept, or was cut off. */
  truncated: boolean
  /** A push with the same request id came before. */
  replayed: boolean
  signature: SignatureSummary | null
  answer: GivenAnswer
  forward: ForwardAnswer | null
}

/** What is known of the sender's next tries. */
export type RetryForecast = {
  /** The last is how the SMS service sends its batches. */
  strategy: 'BACKOFF_RETRY' | 'EXPONENTIAL_DECAY_RETRY' | 'SMS_PUSH' | null
  /** Why it is thought to be that one, or what is missing. */
  reason: Words
  state: 'accepted' | 'waiting' | 'given-up' | 'unknown'
  /** When the next attempt is due; null where none is. */
  next: { from: Instant; to: Instant } | null
  /** When the sender stops trying, should every attempt fail. */
  givesUpAt: Instant | null
}

/** An answer that took at least four fifths of its sender's patience, or all of it. */
export type NearMiss = {
  id: ReceiptId
  attempt: number
  receivedAt: Instant
  path: string
  /** Whose time it was: the endpoint's answer, or that of the developer's own service. */
  by: 'answer' | 'forward'
  milliseconds: number
  /** The sender's patience: 5000 for topics, 700 for the SMS service. */
  budget: number
  status: number | null
}

/** A message that was refused and whose sender will come again. */
export type WaitingPush = { id: ReceiptId; next: { from: Instant; to: Instant } }

/** All deliveries of one message, oldest first, at most 200. */
export type PushHistory = {
  attempts: PushAttempt[]
  forecast: RetryForecast
  /** The sender's patience in milliseconds: 5000 for topics, 700 for the SMS service. */
  budget: number
}

export type SignatureFinding = {
  code: string
  outcome: 'pass' | 'warn' | 'fail' | 'skipped'
  /** A value of the wire is text, a description is said in both languages. */
  expected: Words | string | null
  seen: Words | string | null
  message: Words
}

export type SignatureEdit =
  | {
      kind:
        | 'header-changed'
        | 'header-removed'
        | 'header-added'
        | 'target-changed'
        | 'method-changed'
        | 'body-changed'
      name: string | null
      /** What was signed; null where there was nothing. */
      signed: string | null
      received: string | null
    }
  /** Which key or rule it was signed by, and which it should have been. */
  | { kind: 'wrong-key' | 'wrong-scheme'; name: string | null; signed: Words; received: Words }

/** A set of edits that was proven to explain a failed signature. */
export type SignatureExplained = {
  edits: SignatureEdit[]
  explanation: Words
  fix: Words
  proven: boolean
  /** What the signature fits: the string to sign with the edits undone. */
  stringToSign: string
}

export type CertificateFacts = {
  url: string
  host: string
  hostTrusted: boolean
  subject: string
  notAfter: string
  expired: boolean
  keyBits: number
  /** `built-in`: the published key, as this program knows it. */
  source: 'fetched' | 'file' | 'cache' | 'built-in'
}

/** Everything that can be said about a signature; `receiptscope verify --json` prints it. */
export type Verification = {
  kind: 'push' | 'request'
  scheme: string | null
  verdict: 'valid' | 'invalid' | 'undecided'
  /** Exactly what was proven, in a sentence. */
  summary: Words
  stringToSign: string
  /** Lower-case hex of the digest inside the signature. */
  signedDigest: string | null
  certificate: CertificateFacts | null
  checks: SignatureFinding[]
  /** The smallest set of edits first; empty where none explains it. */
  diagnosis: SignatureExplained[]
}

export type PushSelector = {
  id: ReceiptId
  /** An attempt's id; null for the first. */
  attempt: number | null
}
