import type { Rev, Seq } from '../../contract/brand.ts'
import type { Facet, FacetField, Histogram } from '../../contract/query.ts'
import type { ReceiptPage, ReceiptRow } from '../../contract/receipt.ts'
import type { Predicate } from '../query/compileQuery.ts'
import type { Prepare } from './prepareCached.ts'
import { type StoredReceipt, toReceiptRow } from './receiptTable.ts'
import { type Limits, type SearchEnd, searchSlices } from './search.ts'

/** Reads go down the table from the newest row; every one has limits, and says when they were reached. */
export type Searched<T> = T & { end: SearchEnd }

export function readPage(
  prepare: Prepare,
  predicate: Predicate,
  before: Seq | null,
  limit: number,
  limits: Limits,
): Searched<ReceiptPage> {
  const rows: ReceiptRow[] = []
  const slices = searchSlices(prepare, predicate, before, limits)
  for (let next = slices.next(); ; next = slices.next()) {
    if (next.done === true) return { rows, before: null, end: next.value, partial: next.value !== 'complete' }
    const { source, values } = next.value
    const found = prepare(`SELECT r.* ${source} ORDER BY r.seq DESC LIMIT ?`).all(
      ...values,
      limit - rows.length,
    ) as StoredReceipt[]
    for (const stored of found) rows.push(toReceiptRow(stored))
    if (rows.length >= limit) {
      return { rows, before: rows.at(-1)?.seq ?? null, end: 'complete', partial: false }
    }
  }
}

export function countRows(
  prepare: Prepare,
  predicate: Predicate,
  limits: Limits,
): Searched<{ matching: number }> {
  let matching = 0
  const slices = searchSlices(prepare, predicate, null, limits)
  for (let next = slices.next(); ; next = slices.next()) {
    if (next.done === true) return { matching, end: next.value }
    const { source, values } = next.value
    matching += Number(
      prepare(`SELECT count(*) ${source}`)
        .pluck()
        .get(...values),
    )
  }
}

const facetColumns: Record<FacetField, string> = {
  status: 'status',
  kind: 'kind',
  via: 'via',
  errCode: 'err_code',
  carrier: 'carrier',
  account: 'account',
  source: 'source',
  parts: 'parts',
}

export function readFacets(
  prepare: Prepare,
  predicate: Predicate,
  fields: readonly FacetField[],
  limit: number,
  limits: Limits,
): Searched<{ facets: Facet[] }> {
  const tallies = fields.map(field => ({ field, counts: new Map<string | null, number>() }))
  const slices = searchSlices(prepare, predicate, null, limits)
  for (let next = slices.next(); ; next = slices.next()) {
    if (next.done === true) {
      const facets = tallies.map(({ field, counts }) => ({ field, values: mostFrequent(counts, limit) }))
      return { facets, end: next.value }
    }
    const { source, values } = next.value
    for (const { field, counts } of tallies) {
      const column = `r.${facetColumns[field]}`
      const groups = prepare(
        `SELECT CAST(${column} AS TEXT) AS value, count(*) AS count ${source} GROUP BY ${column}`,
      ).all(...values) as { value: string | null; count: number }[]
      for (const { value, count } of groups) counts.set(value, (counts.get(value) ?? 0) + count)
    }
  }
}

function mostFrequent(counts: Map<string | null, number>, limit: number): Facet['values'] {
  return [...counts]
    .map(([value, count]) => ({ value, count }))
    .sort((a, b) => b.count - a.count || String(a.value).localeCompare(String(b.value)))
    .slice(0, limit)
}

const statuses: Histogram['statuses'] = ['delivered', 'failed', 'pending', 'inbound', 'unknown']

/** Widths that people can read off an axis. */
const widths = [
  1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10_800, 21_600, 43_200, 86_400, 172_800,
  604_800, 1_209_600, 2_592_000,
].map(seconds => seconds * 1000)

/** Counts rows by the time they were received; between `from` and `to`, or over all that match. */
export function readHistogram(
  prepare: Prepare,
  predicate: Predicate,
  range: { from: number | null; to: number | null },
  most: number,
  limits: Limits,
): Searched<Histogram> {
  const fine = fineWidth(prepare, most)
  const tally = new Map<number, number[]>()
  const slices = searchSlices(prepare, predicate, null, limits)
  for (let next = slices.next(); ; next = slices.next()) {
    if (next.done === true)
      return { ...toBuckets(tally, fine, most), end: next.value, partial: next.value !== 'complete' }
    const { source, values } = next.value
    const groups = prepare(
      `SELECT r.received_at / ${fine} AS slot, r.status AS status, count(*) AS count ${source}
        AND r.received_at >= ? AND r.received_at < ? GROUP BY 1, 2`,
    ).all(...values, range.from ?? 0, range.to ?? Number.MAX_SAFE_INTEGER) as {
      slot: number
      status: ReceiptRow['status']
      count: number
    }[]
    for (const { slot, status, count } of groups) {
      const counts = tally.get(slot) ?? statuses.map(() => 0)
      const index = statuses.indexOf(status)
      counts[index] = (counts[index] ?? 0) + count
      tally.set(slot, counts)
    }
  }
}

/** Rows are first counted in slots several times finer than the buckets will be, whatever time they span. */
function fineWidth(prepare: Prepare, most: number): number {
  const { oldest, newest } = prepare(
    'SELECT (SELECT min(received_at) FROM receipt) AS oldest, (SELECT max(received_at) FROM receipt) AS newest',
  ).get() as { oldest: number | null; newest: number | null }
  const span = (newest ?? 0) - (oldest ?? 0)
  return widths.findLast(width => span / width > most * 64) ?? 1000
}

function toBuckets(tally: Map<number, number[]>, fine: number, most: number): Omit<Histogram, 'partial'> {
  const slots = [...tally.keys()]
  const first = slots.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY) * fine
  const last = slots.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY) * fine
  if (slots.length === 0) return { width: widths[0] ?? fine, from: 0, statuses, buckets: [] }
  const width =
    widths.find(candidate => (last - first) / candidate < most - 1) ?? Math.ceil((last - first) / most)
  const from = Math.floor(first / width) * width
  const buckets = Array.from({ length: Math.floor((last - from) / width) + 1 }, (_, index) => ({
    at: from + index * width,
    counts: statuses.map(() => 0),
  }))
  for (const [slot, counts] of tally) {
    const bucket = buckets[Math.floor((slot * fine - from) / width)]
    for (const [index, count] of counts.entries()) {
      if (bucket !== undefined) bucket.counts[index] = (bucket.counts[index] ?? 0) + count
    }
  }
  return { width, from, statuses, buckets }
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
