import type { Words } from './words.ts'

/** Where a query can't be read, counted in UTF-16 units from its start, and why. */
export type QueryProblem = { at: number; length: number; message: Words; hint: Words | null }

/** `echo` says in words what the query means; empty for the empty query. */
export type QueryCheck = { valid: true; echo: Words } | { valid: false; problem: QueryProblem }

export type Suggestion = {
  /** Replaces the range of the answer. */
  insert: string
  label: Words
  /** How many rows have this value, among the newest looked at; null for fields. */
  count: number | null
}

export type QuerySuggestions = { from: number; to: number; items: Suggestion[] }

export type FacetField = 'status' | 'kind' | 'via' | 'errCode' | 'carrier' | 'account' | 'source' | 'parts'
export type Facet = { field: FacetField; values: { value: string | null; count: number }[] }

export type Histogram = {
  /** Every bucket's width in milliseconds; buckets follow each other from `from` without gaps. */
  width: number
  from: number
  /** `counts` in the order of `statuses`. */
  statuses: ('delivered' | 'failed' | 'pending' | 'inbound' | 'unknown')[]
  buckets: { at: number; counts: number[] }[]
  /** True when the deadline came first: older rows are missing. */
  partial: boolean
}
