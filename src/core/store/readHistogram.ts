import type { Histogram } from '../../contract/query.ts'
import type { ReceiptRow } from '../../contract/receipt.ts'
import type { Predicate } from '../query/compileQuery.ts'
import type { Searched } from './readReceipts.ts'
import type { Limits, Reading } from './search.ts'
import { searchSums } from './searchSums.ts'
import { blockRows } from './tallyTable.ts'

const statuses: Histogram['statuses'] = ['delivered', 'failed', 'pending', 'inbound', 'unknown']

/** Widths that people can read off an axis. */
const widths = [
  1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10_800, 21_600, 43_200, 86_400, 172_800,
  604_800, 1_209_600, 2_592_000,
].map(seconds => seconds * 1000)

type Counted = { slot: number; status: ReceiptRow['status']; count: number }

/** Counts rows by status and the time they were received. */
export async function readHistogram(
  reading: Reading,
  predicate: Predicate,
  most: number,
  limits: Limits,
): Promise<Searched<Histogram>> {
  const fine = slotWidth(reading, predicate, most)
  const tally = new Map<number, number[]>()
  const add = ({ slot, status, count }: Counted) => {
    const counts = tally.get(slot) ?? statuses.map(() => 0)
    const index = statuses.indexOf(status)
    counts[index] = (counts[index] ?? 0) + count
    tally.set(slot, counts)
  }
  const end = await searchSums(reading, predicate, limits, ({ prepare, source, values, rows }) => {
    if (rows === '1') {
      const groups = prepare(
        `SELECT r.received_at / ${fine} AS slot, r.status AS status, count(*) AS count ${source} GROUP BY 1, 2`,
      ).all(...values) as Counted[]
      for (const group of groups) add(group)
      return []
    }
    const groups = prepare(
      `SELECT r.block AS block, r.first_received / ${fine} AS slot, r.last_received / ${fine} AS last,
          r.status AS status, sum(r.rows) AS count ${source} GROUP BY 1, 2, 3, 4`,
    ).all(...values) as (Counted & { block: number; last: number })[]
    // Where receipts of a block fall into two slots, only its rows know which.
    const astride = new Set(groups.filter(({ slot, last }) => slot !== last).map(({ block }) => block))
    for (const group of groups) if (!astride.has(group.block)) add(group)
    return [...astride]
  })
  return { ...toBuckets(tally, fine, most), end, partial: end !== 'complete' }
}

/**
 * With tallies, how wide the buckets will be is known before anything is counted, and few blocks are astride. Without,
 * rows are first counted in slots several times finer than the buckets will be, whatever time they span.
 */
function slotWidth(reading: Reading, predicate: Predicate, most: number): number {
  const tallied = predicate.tally.isWhole ? talliedSpan(reading, predicate) : null
  if (tallied !== null) return bucketWidth(tallied.to - tallied.from, most, 0)
  const span = reading
    .prepare('SELECT (SELECT max(received_at) FROM receipt) - (SELECT min(received_at) FROM receipt)')
    .pluck()
    .get() as number | null
  return widths.findLast(width => (span ?? 0) / width > most * 64) ?? 1000
}

/** When what matches was received, or a little more; null where nothing is tallied. */
function talliedSpan(
  { prepare, index }: Reading,
  { tally, received }: Predicate,
): { from: number; to: number } | null {
  const connection = index?.connect() ?? null
  if (connection === null) return null
  try {
    const newest = connection.prepare('SELECT max(block) FROM tallied').pluck().get() as number | null
    if (newest === null) return null
    const spans = [
      connection
        .prepare(`SELECT min(first_received), max(last_received) FROM tally r WHERE ${tally.where}`)
        .raw()
        .get(...tally.values),
      prepare('SELECT min(received_at), max(received_at) FROM receipt WHERE seq >= ?')
        .raw()
        .get((newest + 1) * blockRows),
    ] as [from: number | null, to: number | null][]
    const from = Math.min(...spans.map(span => span[0] ?? Number.POSITIVE_INFINITY))
    const to = Math.max(...spans.map(span => span[1] ?? Number.NEGATIVE_INFINITY))
    const within = {
      from: Math.max(from, received?.from ?? from),
      to: Math.min(to, received?.to ?? to),
    }
    return Number.isFinite(within.to - within.from) ? within : null
  } catch (error) {
    if (index?.blame(error) !== true) throw error
    return null
  } finally {
    connection.close()
  }
}

const bucketWidth = (span: number, most: number, least: number): number =>
  widths.find(width => width >= least && span / width < most - 1) ?? Math.ceil(span / Math.max(1, most - 1))

function toBuckets(tally: Map<number, number[]>, fine: number, most: number): Omit<Histogram, 'partial'> {
  if (tally.size === 0) return { width: fine, from: 0, statuses, buckets: [] }
  let first = Number.POSITIVE_INFINITY
  let last = Number.NEGATIVE_INFINITY
  for (const slot of tally.keys()) {
    first = Math.min(first, slot * fine)
    last = Math.max(last, slot * fine)
  }
  const width = bucketWidth(last - first, most, fine)
  const from = Math.floor(first / width) * width
  const buckets = Array.from({ length: Math.floor((last - from) / width) + 1 }, (_, index) => ({
    at: from + index * width,
    counts: statuses.map(() => 0),
  }))
  for (const [slot, counts] of tally) {
    const bucket = buckets[Math.floor((slot * fine - from) / width)]
    if (bucket === undefined) continue
    for (const [index, count] of counts.entries()) bucket.counts[index] = (bucket.counts[index] ?? 0) + count
  }
  return { width, from, statuses, buckets }
}
