import * as z from 'zod'
import { alertDraft } from '../../core/alerts/alertTable.ts'

const time = z.iso.datetime()
const text = z.string()

export const viewsAnswer = z.strictObject({
  views: z.array(z.strictObject({ id: text, name: text, query: text })),
})

export const alertsAnswer = z.strictObject({
  alerts: z.array(
    alertDraft.extend({
      id: text,
      measure: z
        .strictObject({
          at: time,
          value: z.number().nullable(),
          rows: z.int(),
          partial: z.boolean(),
          problem: text.nullable(),
        })
        .nullable(),
      lastFiredAt: time.nullable(),
    }),
  ),
})

export const firingsAnswer = z.strictObject({
  fired: z.array(
    z.strictObject({
      id: z.int(),
      subject: z.discriminatedUnion('kind', [
        z.strictObject({ kind: z.literal('rule'), alert: text }),
        z.strictObject({ kind: z.literal('monitor'), monitor: text }),
        z.strictObject({ kind: z.literal('store') }),
      ]),
      name: text,
      at: time,
      value: z.number().nullable(),
      threshold: z.number().nullable(),
      text,
      query: text.nullable(),
    }),
  ),
})
