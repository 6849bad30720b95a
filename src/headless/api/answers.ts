import * as z from 'zod'
import { apiErrorCodes } from '../../contract/apiError.ts'
import { groupFields } from '../../contract/group.ts'
import { monitorModes } from '../../contract/status.ts'
import { archivedReceipt } from '../../core/export/archivedReceipt.ts'

/** What the HTTP API answers: the document is written from these, and its tests read answers with them. */

const time = z.iso.datetime()
const text = z.string()
const count = z.int().nonnegative()

export const receiptAnswer = z.strictObject(
  archivedReceipt.omit({
    item: true,
    messageType: true,
    requestLine: true,
    headers: true,
    undecodedReason: true,
    pinned: true,
    note: true,
  }).shape,
)

export const receiptsAnswer = z.strictObject({
  receipts: z.array(receiptAnswer),
  /** For the next older page; null at the end. */
  before: z.int().nullable(),
  partial: z.boolean(),
})

const group = z.object({
  ...Object.fromEntries(groupFields.map(field => [field, text.nullable().optional()])),
  count,
  delivered: count,
  failed: count,
  meanLatencyMs: z.number().nullable(),
})
export const statsAnswer = z.strictObject({ groups: z.array(group), partial: z.boolean() })

const monitor = z.object({
  id: text,
  account: text,
  accountName: text,
  queue: text,
  type: text,
  mode: z.enum(monitorModes),
  state: z.enum(['polling', 'idle', 'backing-off', 'stopped', 'paused']),
  reason: text,
  perSecond: z.number(),
  received: count,
  lastMessageAt: time.nullable(),
  lastError: text.nullable(),
  lagMs: z.number().nullable(),
  credentialsUntil: time.nullable(),
})

export const statusAnswer = z.object({
  app: z.object({ version: text, host: z.literal('headless'), platform: text, dataDirectory: text }),
  monitors: z.array(monitor),
  endpoint: z.object({ listening: z.boolean(), url: text.nullable(), received: count, reason: text }),
  simulator: z.object({ running: z.boolean(), endpoint: text.nullable(), reason: text }),
  store: z.object({ rows: count, bytes: count, writable: z.boolean(), lastError: text.nullable() }),
  perSecond: z.number(),
})

export const errorAnswer = z.strictObject({
  code: z.enum(apiErrorCodes),
  message: text,
  hint: text.nullable(),
})

const headers = z.array(z.tuple([text, text]))
const signature = z
  .strictObject({
    verdict: z.enum(['valid', 'invalid', 'undecided']),
    certificateTrust: z.enum(['trusted', 'untrusted', 'unknown']),
  })
  .nullable()
const milliseconds = z.number().nonnegative()

export const attemptsAnswer = z.strictObject({
  attempts: z.array(
    z.strictObject({
      id: count,
      receivedAt: z.int(),
      peer: text.nullable(),
      requestId: text.nullable(),
      requestLine: text,
      headers,
      raw: text,
      truncated: z.boolean(),
      replayed: z.boolean(),
      signature,
      answer: z.strictObject({ status: z.int().nullable(), milliseconds, reason: text }),
      forward: z
        .strictObject({
          url: text,
          milliseconds,
          budgetUsed: z.number(),
          outcome: z.discriminatedUnion('kind', [
            z.strictObject({ kind: z.literal('answered'), status: z.int(), headers, body: text }),
            z.strictObject({ kind: z.literal('failed'), reason: text }),
          ]),
        })
        .nullable(),
    }),
  ),
  forecast: z.strictObject({
    strategy: z.enum(['BACKOFF_RETRY', 'EXPONENTIAL_DECAY_RETRY', 'SMS_PUSH']).nullable(),
    reason: text,
    state: z.enum(['accepted', 'waiting', 'given-up', 'unknown']),
    next: z.strictObject({ from: z.int(), to: z.int() }).nullable(),
    givesUpAt: z.int().nullable(),
  }),
  budget: milliseconds,
})

export const verificationAnswer = z.strictObject({
  kind: z.enum(['push', 'request']),
  scheme: text.nullable(),
  verdict: z.enum(['valid', 'invalid', 'undecided']),
  summary: text,
  stringToSign: text,
  signedDigest: text.nullable(),
  certificate: z
    .strictObject({
      url: text,
      host: text,
      hostTrusted: z.boolean(),
      subject: text,
      notAfter: time,
      expired: z.boolean(),
      keyBits: count,
      source: z.enum(['fetched', 'file', 'cache', 'built-in']),
    })
    .nullable(),
  checks: z.array(
    z.strictObject({
      code: text,
      outcome: z.enum(['pass', 'warn', 'fail', 'skipped']),
      expected: text.nullable(),
      seen: text.nullable(),
      message: text,
    }),
  ),
  diagnosis: z.array(
    z.strictObject({
      edits: z.array(
        z.strictObject({
          kind: text,
          name: text.nullable(),
          signed: text.nullable(),
          received: text.nullable(),
        }),
      ),
      explanation: text,
      fix: text,
      proven: z.boolean(),
    }),
  ),
})

export const replayAnswer = z.strictObject({
  id: text,
  to: text,
  state: z.enum(['running', 'done', 'cancelled']),
  total: count,
  sent: count,
  answers: z.record(text, count),
  changed: count,
  startedAt: z.int(),
  endedAt: z.int().nullable(),
  latest: z.array(
    z.strictObject({
      receipt: text,
      at: z.int(),
      url: text,
      milliseconds,
      status: z.int().nullable(),
      reason: text,
      earlierStatus: z.int().nullable(),
    }),
  ),
})
