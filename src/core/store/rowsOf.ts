import type { Predicate, SqlValue } from '../query/compileQuery.ts'
import type { SeqRange } from './seqRanges.ts'

/** A FROM and WHERE over `receipt r`, its parameters, and what orders its rows. */
export type SliceSource = {
  source: string
  values: readonly SqlValue[]
  order: 'r.seq' | '+r.seq'
  /** No row from here on is left. */
  reached: number
}

/** The rows of a range that satisfy a predicate. */
export function rowsOf(
  { where, values, needsText }: Predicate,
  { from, to }: SeqRange,
  order: SliceSource['order'] = 'r.seq',
): SliceSource {
  const tables = needsText ? 'receipt_text t CROSS JOIN receipt r ON r.seq = t.seq' : 'receipt r'
  const looked = needsText ? 'receipt r CROSS JOIN receipt_text t ON t.seq = r.seq' : 'receipt r'
  return {
    // A value that is looked up must be: the plus keeps SQLite from reading the slice in order instead.
    source:
      order === '+r.seq'
        ? `FROM ${looked} WHERE +r.seq BETWEEN ? AND ? AND ${where}`
        : `FROM ${tables} WHERE ${needsText ? 't' : 'r'}.seq BETWEEN ? AND ? AND ${where}`,
    values: [from, to, ...values],
    order,
    reached: from,
  }
}
