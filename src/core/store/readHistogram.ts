import type { Histogram } from '../../contract/query.ts'
import type { ReceiptRow } from '../../contract/receipt.ts'
import type { Predicate } from '../query/compileQuery.ts'
import type { Prepare } from './prepareCached.ts'
import { type Searched, search } from './readReceipts.ts'
import type { Limits } from './search.ts'

const statuses: Histogram['statuses'] = ['delivered', 'failed', 'pending', 'inbound', 'unknown']

/** Widths that people can read off an axis. */
const widths = [
  1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10_800, 21_600, 43_200, 86_400, 172_800,
  604_800, 1_209_600, 2_592_000,
].map(seconds => seconds * 1000)

/** Counts rows by status and the time they were received. */
export async function readHistogram(
  prepare: Prepare,
  predicate: Predicate,
  most: number,
  limits: Limits,
): Promise<Searched<Histogram>> {
  const fine = fineWidth(prepare, predicate, most)
  const tally = new Map<number, number[]>()
  const end = await search(prepare, predicate, null, limits, ({ source, values }) => {
    const groups = prepare(
      `SELECT r.received_at / ${fine} AS slot, r.status AS status, count(*) AS count ${source} GROUP BY 1, 2`,
    ).all(...values) as { slot: number; status: ReceiptRow['status']; count: number }[]
    for (const { slot, status, count } of groups) {
      const counts = tally.get(slot) ?? statuses.map(() => 0)
      const index = statuses.indexOf(status)
      counts[index] = (counts[index] ?? 0) + count
      tally.set(slot, counts)
    }
    return 'more'
  })
  const reached = end === 'enough' ? 'complete' : end
  return { ...toBuckets(tally, fine, most), end: reached, partial: reached !== 'complete' }
}

/** Rows are first counted in slots several times finer than the buckets will be, whatever time they span. */
function fineWidth(prepare: Prepare, { received }: Predicate, most: number): number {
  const { oldest, newest } = prepare(
    'SELECT (SELECT min(received_at) FROM receipt) AS oldest, (SELECT max(received_at) FROM receipt) AS newest',
  ).get() as { oldest: number | null; newest: number | null }
  const from = Math.max(oldest ?? 0, received?.from ?? Number.NEGATIVE_INFINITY)
  const to = Math.min(newest ?? 0, received?.to ?? Number.POSITIVE_INFINITY)
  return widths.findLast(width => (to - from) / width > most * 64) ?? 1000
}

function toBuckets(tally: Map<number, number[]>, fine: number, most: number): Omit<Histogram, 'partial'> {
  if (tally.size === 0) return { width: fine, from: 0, statuses, buckets: [] }
  let first = Number.POSITIVE_INFINITY
  let last = Number.NEGATIVE_INFINITY
  for (const slot of tally.keys()) {
    first = Math.min(first, slot * fine)
    last = Math.max(last, slot * fine)
  }
  const span = last - first
  const width =
    widths.find(candidate => span / candidate < most - 1) ?? Math.ceil(span / Math.max(1, most - 1))
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
