import type { Insights } from '../../contract/insights.ts'
import type { ReceiptRow } from '../../contract/receipt.ts'
import type { Predicate } from '../query/compileQuery.ts'
import { isChanged, isReordered, isUnreported } from '../query/relatedRows.ts'
import { type Arrivals, findGaps, slotMilliseconds } from './findGaps.ts'
import { addTo, percentilesOf, type Tally } from './percentiles.ts'
import { type Searched, search } from './readReceipts.ts'
import type { Limits, Reading } from './search.ts'
import { sendLog } from './sendTable.ts'

const hour = 3_600_000
const mostHours = 336
const mostCodes = 50
const mostGaps = 20

type Cell = {
  kind: ReceiptRow['kind']
  status: ReceiptRow['status']
  code: string | null
  carrier: string | null
  parts: number | null
  slot: number
  rows: number
  repeated: number
  redelivered: number
}

/** What the reports of a query come to: rates, latencies, and what looks odd. */
export async function readInsights(
  reading: Reading,
  predicate: Predicate,
  now: number,
  limits: Limits,
): Promise<Searched<Insights>> {
  const sums = createSums()
  const end = await search(reading, predicate, null, limits, ({ source, values }) => {
    const { prepare } = reading
    const cells = prepare(
      `SELECT r.kind AS kind, r.status AS status, r.err_code AS code, r.carrier AS carrier, r.parts AS parts,
          r.received_at / ${hour} AS slot, count(*) AS rows, count(r.duplicate_of) AS repeated,
          sum(r.deliveries > 1) AS redelivered
        ${source} GROUP BY 1, 2, 3, 4, 5, 6`,
    ).all(...values) as Cell[]
    for (const cell of cells) sums.add(cell)
    const latencies = prepare(
      `SELECT r.carrier, r.received_at / ${hour}, r.latency, count(*)
        ${source} AND r.kind = 'report' AND r.latency >= 0 GROUP BY 1, 2, 3`,
    )
      .raw()
      .all(...values) as [string | null, number, number, number][]
    for (const latency of latencies) sums.addLatency(...latency)
    const count = (condition: string) =>
      Number(
        prepare(`SELECT count(*) ${source} AND ${condition}`)
          .pluck()
          .get(...values),
      )
    sums.addOdd(count(isChanged), count(isReordered), count(isUnreported))
    const arrivals = prepare(
      `SELECT r.account, r.source, r.received_at / ${slotMilliseconds}
        ${source} AND r.source <> '${sendLog}' GROUP BY 1, 2, 3`,
    )
      .raw()
      .all(...values) as [string, string, number][]
    for (const arrival of arrivals) sums.addArrival(...arrival)
    return 'more'
  })
  const reached = end === 'enough' ? 'complete' : end
  const to = predicate.received?.to ?? Number.POSITIVE_INFINITY
  return { ...sums.result(Math.min(to, now), to < now), partial: reached !== 'complete', end: reached }
}

type Outcome = { delivered: number; failed: number; pending: number; latency: Tally }
const noOutcome = (): Outcome => ({ delivered: 0, failed: 0, pending: 0, latency: new Map() })
const countOf = ({ delivered, failed, pending }: Outcome) => delivered + failed + pending
const rateOf = ({ delivered, failed }: Outcome) =>
  delivered + failed === 0 ? null : delivered / (delivered + failed)

function createSums() {
  const all = noOutcome()
  const carriers = new Map<string | null, Outcome>()
  const hours = new Map<number, Outcome>()
  const parts = new Map<number | null, Outcome>()
  const codes = new Map<string | null, number>()
  const anomalies = {
    repeated: 0,
    changed: 0,
    redelivered: 0,
    reordered: 0,
    gaps: 0,
    undecoded: 0,
    unreported: 0,
  }
  const arrivals = new Map<string, Arrivals>()
  let replies = 0

  const at = <K>(map: Map<K, Outcome>, key: K): Outcome => {
    const known = map.get(key) ?? noOutcome()
    map.set(key, known)
    return known
  }

  return {
    add({ kind, status, code, carrier, parts: size, slot, rows, repeated, redelivered }: Cell): void {
      anomalies.redelivered += redelivered
      if (kind === 'reply') replies += rows
      if (kind === 'unknown') anomalies.undecoded += rows
      if (kind !== 'report' || status === 'inbound' || status === 'unknown') return
      anomalies.repeated += repeated
      for (const outcome of [all, at(carriers, carrier), at(hours, slot), at(parts, size)])
        outcome[status] += rows
      if (status === 'failed') codes.set(code, (codes.get(code) ?? 0) + rows)
    },

    addLatency(carrier: string | null, slot: number, latency: number, rows: number): void {
      for (const outcome of [all, at(carriers, carrier), at(hours, slot)])
        addTo(outcome.latency, latency, rows)
    },

    addArrival(account: string, source: string, slot: number): void {
      const key = JSON.stringify([account, source])
      const known = arrivals.get(key)
      if (known === undefined) arrivals.set(key, { account, source, slots: [slot] })
      else known.slots.push(slot)
    },

    addOdd(changed: number, reordered: number, waiting: number): void {
      anomalies.unreported += waiting
      anomalies.changed += changed
      anomalies.reordered += reordered
    },

    result: (end: number, isOver: boolean): Omit<Insights, 'partial'> => {
      const gaps = findGaps(arrivals.values(), end, isOver)
      return {
        reports: countOf(all),
        delivered: all.delivered,
        failed: all.failed,
        pending: all.pending,
        replies,
        deliveryRate: rateOf(all),
        latency: percentilesOf(all.latency),
        codes: [...codes]
          .map(([code, count]) => ({ code, count, share: count / all.failed }))
          .sort((one, other) => other.count - one.count)
          .slice(0, mostCodes),
        carriers: [...carriers]
          .map(([carrier, outcome]) => ({
            carrier,
            reports: countOf(outcome),
            deliveryRate: rateOf(outcome),
            latency: percentilesOf(outcome.latency),
          }))
          .sort((one, other) => other.reports - one.reports),
        hours: hoursOf(hours),
        parts: [...parts]
          .map(([size, outcome]) => ({ parts: size, reports: countOf(outcome), failed: outcome.failed }))
          .sort((one, other) => (one.parts ?? 0) - (other.parts ?? 0)),
        gaps: gaps.slice(0, mostGaps),
        anomalies: { ...anomalies, gaps: gaps.length },
      }
    },
  }
}

function hoursOf(hours: Map<number, Outcome>): Insights['hours'] {
  const slots = [...hours.keys()].sort((one, other) => one - other).slice(-mostHours)
  const [first] = slots
  const last = slots.at(-1)
  if (first === undefined || last === undefined) return []
  const length = Math.min(mostHours, last - first + 1)
  return Array.from({ length }, (_, index) => {
    const slot = last - length + 1 + index
    const { delivered, failed, latency } = hours.get(slot) ?? noOutcome()
    return { at: slot * hour, delivered, failed, p95: percentilesOf(latency)?.p95 ?? null }
  })
}
