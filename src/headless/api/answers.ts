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
