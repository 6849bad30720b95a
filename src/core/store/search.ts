import type { Predicate, SqlValue } from '../query/compileQuery.ts'
import type { Prepare } from './prepareCached.ts'
import { scanSlices } from './scanSlices.ts'

/** How long a search may take, and whether somebody still wants it. Times are of `clock`, in milliseconds. */
export type Limits = { deadline: number; cancelled: () => boolean; clock: () => number }

export type SearchEnd = 'complete' | 'deadline' | 'cancelled'

/** A FROM and WHERE over `receipt r`, and its parameters. */
export type SliceSource = { source: string; values: readonly SqlValue[] }

/**
 * Walks all rows that satisfy a predicate, newest first and slice by slice. Rows newer than the text index are
 * covered by reading their text.
 */
export function* searchSlices(
  prepare: Prepare,
  predicate: Predicate,
  before: number | null,
  limits: Limits,
): Generator<SliceSource, SearchEnd, undefined> {
  const { oldest, newest } = prepare(
    'SELECT (SELECT min(seq) FROM receipt) AS oldest, (SELECT max(seq) FROM receipt) AS newest',
  ).get() as { oldest: number | null; newest: number | null }
  if (oldest === null || newest === null) return 'complete'
  const last = before === null ? newest : Math.min(newest, before - 1)
  const indexed = predicate.trigrams === null ? 0 : textIndexedUpTo(prepare)
  const parts = [
    { from: Math.max(oldest, indexed + 1), to: last, useIndex: false },
    { from: oldest, to: Math.min(last, indexed), useIndex: true },
  ]
  for (const { from, to, useIndex } of parts) {
    for (const slice of scanSlices(to, from, limits.clock)) {
      if (limits.cancelled()) return 'cancelled'
      if (limits.clock() > limits.deadline) return 'deadline'
      yield sliceSource(predicate, slice, useIndex)
    }
  }
  return 'complete'
}

/** The last seq whose text stands in the trigram index; later ones are found by reading. */
export function textIndexedUpTo(prepare: Prepare): number {
  return Number(prepare("SELECT value FROM meta WHERE key = 'textIndexed'").pluck().get() ?? 0)
}

function sliceSource(
  { where, values, needsText, exact, trigrams }: Predicate,
  { from, to }: { from: number; to: number },
  useIndex: boolean,
): SliceSource {
  if (!needsText) {
    return {
      source: `FROM receipt r WHERE r.seq BETWEEN ? AND ? AND ${where}`,
      values: [from, to, ...values],
    }
  }
  if (exact) {
    const tables = 'FROM receipt r CROSS JOIN receipt_text t ON t.seq = r.seq'
    return { source: `${tables} WHERE r.seq BETWEEN ? AND ? AND ${where}`, values: [from, to, ...values] }
  }
  const tables = 'FROM receipt_text t CROSS JOIN receipt r ON r.seq = t.seq'
  if (!useIndex || trigrams === null) {
    return { source: `${tables} WHERE t.seq BETWEEN ? AND ? AND ${where}`, values: [from, to, ...values] }
  }
  const candidates =
    'SELECT rowid FROM receipt_trigram WHERE receipt_trigram MATCH ? AND rowid BETWEEN ? AND ?'
  return {
    source: `${tables} WHERE t.seq IN (${candidates}) AND ${where}`,
    values: [trigrams, from, to, ...values],
  }
}
