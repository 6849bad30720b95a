import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Predicate, SqlValue } from '../query/compileQuery.ts'
import type { Prepare } from './prepareCached.ts'
import { scanSlices } from './scanSlices.ts'
import { matchOf } from './textGrams.ts'

/** How long a search may take, in milliseconds of `clock`, and whether somebody still wants it. */
export type Limits = { deadline: number; signal: AbortSignal; clock: () => number }

export type SearchEnd = 'complete' | 'deadline' | 'cancelled'

/** A FROM and WHERE over `receipt r`, and its parameters. */
export type SliceSource = { source: string; values: readonly SqlValue[] }

/**
 * Walks all rows that satisfy a predicate, newest first and slice by slice, and lets others run in between. Rows
 * newer than the text index are covered by reading their text.
 */
export async function* searchSlices(
  prepare: Prepare,
  predicate: Predicate,
  before: number | null,
  limits: Limits,
): AsyncGenerator<SliceSource, SearchEnd, undefined> {
  const { oldest, newest } = seqBounds(prepare, predicate)
  if (oldest === null || newest === null) return 'complete'
  const last = before === null ? newest : Math.min(newest, before - 1)
  const indexed = predicate.candidates === null ? 0 : textIndexedUpTo(prepare)
  const parts = [
    { from: Math.max(oldest, indexed + 1), to: last, useIndex: false },
    { from: oldest, to: Math.min(last, indexed), useIndex: true },
  ]
  const match = predicate.candidates === null ? null : matchOf(predicate.candidates, newestTexts(prepare))
  for (const { from, to, useIndex } of parts) {
    for (const slice of scanSlices(to, from, limits.clock, firstWidth(predicate, useIndex))) {
      if (limits.signal.aborted) return 'cancelled'
      if (limits.clock() > limits.deadline) return 'deadline'
      yield sliceSource(predicate, slice, useIndex ? match : null)
      await nextTurn()
    }
  }
  return 'complete'
}

const sampleRows = 300
/** Rows in the first slice that the index names candidates of: a common text fills a page from few rows. */
const firstIndexed = 4096

/** What is looked up takes one slice: there are few such rows. */
function firstWidth({ exact }: Predicate, useIndex: boolean): number | undefined {
  if (exact) return Number.MAX_SAFE_INTEGER
  return useIndex ? firstIndexed : undefined
}

const newestTexts = (prepare: Prepare) =>
  prepare(`SELECT text FROM receipt_text ORDER BY seq DESC LIMIT ${sampleRows}`).pluck().all() as string[]

function seqBounds(
  prepare: Prepare,
  { received }: Predicate,
): { oldest: number | null; newest: number | null } {
  const bounds =
    received === null
      ? prepare(
          'SELECT (SELECT min(seq) FROM receipt) AS oldest, (SELECT max(seq) FROM receipt) AS newest',
        ).get()
      : prepare(
          `SELECT min(seq) AS oldest, max(seq) AS newest FROM receipt INDEXED BY receipt_received
            WHERE received_at >= ? AND received_at < ?`,
        ).get(clamp(received.from), clamp(received.to))
  return bounds as { oldest: number | null; newest: number | null }
}

const clamp = (instant: number) =>
  Math.min(Number.MAX_SAFE_INTEGER, Math.max(Number.MIN_SAFE_INTEGER, instant))

/** The last seq whose text stands in the indexes, 0 where none is attached; later ones are found by reading. */
function textIndexedUpTo(prepare: Prepare): number {
  const attached = prepare("SELECT count(*) FROM pragma_database_list WHERE name = 'words'").pluck().get()
  return attached === 1 ? Number(prepare('SELECT newest FROM words.text_mark').pluck().get() ?? 0) : 0
}

function sliceSource(
  { where, values, needsText, exact, candidates }: Predicate,
  { from, to }: { from: number; to: number },
  match: string | null,
): SliceSource {
  if (exact || !needsText) {
    const text = needsText ? 'CROSS JOIN receipt_text t ON t.seq = r.seq' : ''
    // A value that is looked up must be: the plus keeps SQLite from reading the slice in order instead.
    const seq = exact ? '+r.seq' : 'r.seq'
    return {
      source: `FROM receipt r ${text} WHERE ${seq} BETWEEN ? AND ? AND ${where}`,
      values: [from, to, ...values],
    }
  }
  const tables = 'FROM receipt_text t CROSS JOIN receipt r ON r.seq = t.seq'
  if (match === null || candidates === null) {
    return { source: `${tables} WHERE t.seq BETWEEN ? AND ? AND ${where}`, values: [from, to, ...values] }
  }
  const { index } = candidates
  const named = `SELECT rowid FROM words.${index} WHERE ${index} MATCH ? AND rowid BETWEEN ? AND ?`
  return {
    source: `${tables} WHERE t.seq IN (${named}) AND ${where}`,
    values: [match, from, to, ...values],
  }
}
