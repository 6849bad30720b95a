import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Predicate } from '../query/compileQuery.ts'
import type { IndexReader } from './openIndexReader.ts'
import type { Prepare } from './prepareCached.ts'
import { rowsOf, type SliceSource } from './rowsOf.ts'
import { scanSlices } from './scanSlices.ts'
import type { SeqRange } from './seqRanges.ts'
import { slicesByIndex } from './slicesByIndex.ts'

/** What searches read: the rows, and the index where there is one. */
export type Reading = { prepare: Prepare; index: IndexReader | null }

/** How long a search may take, in milliseconds of `clock`, and whether somebody still wants it. */
export type Limits = { deadline: number; signal: AbortSignal; clock: () => number }

export type SearchEnd = 'complete' | 'deadline' | 'cancelled'

/** Rows that a value is looked up for, above which reading in order is better. */
const mostLookedUp = 5000

/**
 * Walks all rows that satisfy a predicate, newest first and slice by slice, and lets others run in between. What the
 * index doesn't know yet is read; so is everything where the index turns out to be damaged.
 */
export async function* searchSlices(
  { prepare, index }: Reading,
  predicate: Predicate,
  before: number | null,
  limits: Limits,
): AsyncGenerator<SliceSource, SearchEnd, undefined> {
  const bounds = seqBounds(prepare)
  if (bounds === null) return 'complete'
  const left: SeqRange = {
    from: bounds.from,
    to: before === null ? bounds.to : Math.min(bounds.to, before - 1),
  }
  if (isLookup(prepare, predicate)) {
    const stop = stopped(limits)
    if (stop === null) yield rowsOf(predicate, left, '+r.seq')
    return stop ?? 'complete'
  }
  const connection = index?.connect() ?? null
  try {
    if (connection !== null) {
      for (const slice of slicesByIndex(connection, prepare, predicate, left, limits.clock)) {
        const stop = stopped(limits)
        if (stop !== null) return stop
        yield slice
        left.to = slice.reached - 1
        await nextTurn()
      }
      return 'complete'
    }
  } catch (error) {
    if (index?.blame(error) !== true) throw error
  } finally {
    connection?.close()
  }
  for (const slice of scanSlices([left], limits.clock)) {
    const stop = stopped(limits)
    if (stop !== null) return stop
    yield rowsOf(predicate, slice)
    await nextTurn()
  }
  return 'complete'
}

export function stopped({ signal, clock, deadline }: Limits): SearchEnd | null {
  if (signal.aborted) return 'cancelled'
  return clock() > deadline ? 'deadline' : null
}

export function seqBounds(prepare: Prepare): SeqRange | null {
  const { oldest, newest } = prepare(
    'SELECT (SELECT min(seq) FROM receipt) AS oldest, (SELECT max(seq) FROM receipt) AS newest',
  ).get() as { oldest: number | null; newest: number | null }
  return oldest === null || newest === null ? null : { from: oldest, to: newest }
}

/** Whether few enough rows have a value for all of them to be collected and sorted at once. */
function isLookup(prepare: Prepare, { lookup }: Predicate): boolean {
  if (lookup === null) return false
  const found = prepare(
    `SELECT count(*) FROM (SELECT 1 FROM receipt r WHERE ${lookup.where} LIMIT ${mostLookedUp})`,
  )
    .pluck()
    .get(...lookup.values)
  return Number(found) < mostLookedUp
}
