import * as z from 'zod'

const count = z.int().nonnegative()
const time = z.iso.datetime()

export const startedAnswer = z.strictObject({ id: z.string(), of: count })

export const runAnswer = z.strictObject({
  id: z.string(),
  account: z.string().nullable(),
  state: z.enum(['running', 'cancelled', 'done']),
  asked: count,
  of: count,
  found: count,
  added: count,
  changed: count,
  failed: count,
  lastError: z.string().nullable(),
  startedAt: time,
  endedAt: time.nullable(),
})
export const runsAnswer = z.strictObject({ runs: z.array(runAnswer) })

const sums = z.strictObject({ sent: count, delivered: count, failed: count, unreported: count })
export const daysAnswer = z.strictObject({
  days: z.array(
    z.strictObject({ day: z.iso.date(), theirs: sums, ours: sums, difference: z.string().nullable() }),
  ),
  partial: z.boolean(),
})

export const unreportedAnswer = z.strictObject({
  count,
  sends: z.array(z.strictObject({ phone: z.string(), sendTime: time, bizId: z.string().nullable() })),
  partial: z.boolean(),
})
