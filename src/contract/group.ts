import type { FacetField } from './query.ts'

/** What receipts can be counted by; hours and days are those of UTC in which they were received. */
export type GroupField = FacetField | 'hour' | 'day'

/** Receipts that have the same values in all fields asked for. */
export type Group = {
  /** In the order of the fields; an hour or day as its beginning in ISO 8601. */
  values: (string | null)[]
  count: number
  delivered: number
  failed: number
  /** Of those that have a latency; null where none has. */
  meanLatencyMs: number | null
}

export const groupFields = [
  'status',
  'kind',
  'via',
  'errCode',
  'carrier',
  'account',
  'source',
  'parts',
  'hour',
  'day',
] as const satisfies readonly GroupField[]
