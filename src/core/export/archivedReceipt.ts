import * as z from 'zod'
import type { ArchivedReceipt } from '../../contract/exportedReceipt.ts'

const text = z.string().max(1 << 24)
const time = z.iso.datetime()
const name = z.string().max(1000)

/** One receipt of an export file, in the order of its members; members that are not known are dropped. */
export const archivedReceipt = z.object({
  id: name,
  seq: z.int().positive(),
  kind: z.enum(['report', 'reply', 'push', 'unknown']),
  status: z.enum(['delivered', 'failed', 'pending', 'inbound', 'unknown']),
  phone: text.nullable(),
  errCode: text.nullable(),
  errMessage: text.nullable(),
  sendTime: time.nullable(),
  reportTime: time.nullable(),
  latencyMs: z.number().nullable(),
  bizId: text.nullable(),
  outId: text.nullable(),
  parts: z.int().nullable(),
  content: text.nullable(),
  destCode: text.nullable(),
  sequenceId: text.nullable(),
  carrier: text.nullable(),
  via: z.enum(['queue', 'push', 'query']),
  account: name,
  source: name,
  messageId: name.nullable(),
  requestId: name.nullable(),
  deliveries: z.int().nonnegative(),
  duplicateOf: name.nullable(),
  signature: z
    .object({
      verdict: z.enum(['valid', 'invalid', 'undecided']),
      certificateTrust: z.enum(['trusted', 'untrusted', 'unknown']),
    })
    .nullable(),
  receivedAt: time,
  raw: z.base64().max(1 << 26),
  item: z.int().nonnegative().default(0),
  messageType: name.nullable().default(null),
  requestLine: text.nullable().default(null),
  headers: z
    .array(z.tuple([text, text]))
    .nullable()
    .default(null),
  undecodedReason: text.nullable().default(null),
  pinned: z.boolean().default(false),
  note: text.nullable().default(null),
}) satisfies z.ZodType<ArchivedReceipt>
