import type { Rev, Seq } from '../../contract/brand.ts'
import type { ReceiptPage, ReceiptRow } from '../../contract/receipt.ts'
import type { Predicate } from '../query/compileQuery.ts'
import type { Prepare } from './prepareCached.ts'
import { type StoredReceipt, toReceiptRow } from './receiptTable.ts'
import type { SliceSource } from './rowsOf.ts'
import { type Limits, type Reading, type SearchEnd, searchSlices } from './search.ts'
import { searchSums } from './searchSums.ts'

/** What was found, and how far the search came. */
export type Searched<T> = T & { end: SearchEnd }

/** Runs `visit` over every slice of a search, until it has enough. */
export async function search(
  reading: Reading,
  predicate: Predicate,
  before: Seq | null,
  limits: Limits,
  visit: (slice: SliceSource) => 'more' | 'enough',
): Promise<SearchEnd | 'enough'> {
  const slices = searchSlices(reading, predicate, before, limits)
  for (let next = await slices.next(); ; next = await slices.next()) {
    if (next.done === true) return next.value
    if (visit(next.value) === 'more') continue
    await slices.return('complete')
    return 'enough'
  }
}

export async function readPage(
  reading: Reading,
  predicate: Predicate,
  before: Seq | null,
  limit: number,
  limits: Limits,
): Promise<Searched<ReceiptPage>> {
  const rows: ReceiptRow[] = []
  let place = before
  const end = await search(reading, predicate, before, limits, ({ source, values, order, reached }) => {
    place = reached as Seq
    const found = reading
      .prepare(`SELECT r.* ${source} ORDER BY ${order} DESC LIMIT ?`)
      .all(...values, limit - rows.length) as StoredReceipt[]
    for (const stored of found) rows.push(toReceiptRow(stored))
    return rows.length < limit ? 'more' : 'enough'
  })
  if (end === 'enough') return { rows, before: rows.at(-1)?.seq ?? null, end: 'complete', partial: false }
  const complete = end === 'complete'
  return { rows, before: complete ? null : place, end, partial: !complete }
}

export async function countRows(
  reading: Reading,
  predicate: Predicate,
  limits: Limits,
): Promise<Searched<{ matching: number }>> {
  let matching = 0
  const end = await searchSums(reading, predicate, limits, ({ prepare, source, values, rows }) => {
    matching += Number(
      prepare(`SELECT sum(${rows}) ${source}`)
        .pluck()
        .get(...values),
    )
    return undefined
  })
  return { matching, end }
}

/** Rows changed after a rev and up to another, oldest change first. */
export function readChanged(
  prepare: Prepare,
  predicate: Predicate,
  after: Rev,
  upTo: number,
  limit: number,
): ReceiptRow[] {
  const text = predicate.needsText ? 'CROSS JOIN receipt_text t ON t.seq = r.seq' : ''
  const stored = prepare(
    `SELECT r.* FROM receipt r INDEXED BY receipt_rev ${text}
      WHERE r.rev > ? AND r.rev <= ? AND ${predicate.where} ORDER BY r.rev LIMIT ?`,
  ).all(after, upTo, ...predicate.values, limit) as StoredReceipt[]
  return stored.map(toReceiptRow)
}

/** Rows that were there at a rev, changed until another, and don't match as they are now; oldest change first. */
export const readLeft = (
  prepare: Prepare,
  predicate: Predicate,
  after: Rev,
  upTo: number,
  limit: number,
): { seq: Seq; rev: Rev }[] => {
  if (predicate.where === '1') return []
  const text = predicate.needsText ? 'CROSS JOIN receipt_text t ON t.seq = r.seq' : ''
  return prepare(
    `SELECT r.seq, r.rev FROM receipt r INDEXED BY receipt_rev ${text}
      WHERE r.rev > ? AND r.rev <= ? AND r.seq <= ? AND (${predicate.where}) IS NOT TRUE ORDER BY r.rev LIMIT ?`,
  ).all(after, upTo, after, ...predicate.values, limit) as { seq: Seq; rev: Rev }[]
}
