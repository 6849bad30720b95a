import type { Group, GroupField } from '../../contract/group.ts'
import type { Predicate } from '../query/compileQuery.ts'
import type { Prepare } from './prepareCached.ts'
import { type Searched, search } from './readReceipts.ts'
import type { Limits } from './search.ts'

const hour = 3_600_000
const beginningOf = (width: number) => `r.received_at - ((r.received_at % ${width}) + ${width}) % ${width}`
const expressions: Record<GroupField, string> = {
  status: 'r.status',
  kind: 'r.kind',
  via: 'r.via',
  errCode: 'r.err_code',
  carrier: 'r.carrier',
  account: 'r.account',
  source: 'r.source',
  parts: 'r.parts',
  hour: beginningOf(hour),
  day: beginningOf(24 * hour),
}

type Tally = Omit<Group, 'meanLatencyMs'> & { latencies: number; latencySum: number }

/** Counts receipts by all of the fields at once, largest group first; without fields, all in one. */
export async function readGroups(
  prepare: Prepare,
  predicate: Predicate,
  by: readonly GroupField[],
  limits: Limits,
): Promise<Searched<{ groups: Group[] }>> {
  const tallies = new Map<string, Tally>()
  const columns = by.map((field, index) => `${expressions[field]} AS c${index}, `).join('')
  const grouping = by.length === 0 ? '' : `GROUP BY ${by.map((_, index) => index + 1).join(', ')}`
  const end = await search(prepare, predicate, null, limits, ({ source, values }) => {
    const rows = prepare(
      `SELECT ${columns} count(*), coalesce(sum(r.status = 'delivered'), 0),
        coalesce(sum(r.status = 'failed'), 0), count(r.latency), coalesce(sum(r.latency), 0)
        ${source} ${grouping}`,
    )
      .raw()
      .all(...values) as (string | number | null)[][]
    for (const row of rows) addTo(tallies, by, row)
    return 'more'
  })
  return { groups: [...tallies.values()].map(toGroup).sort(bySize), end: end === 'enough' ? 'complete' : end }
}

function addTo(
  tallies: Map<string, Tally>,
  by: readonly GroupField[],
  row: (string | number | null)[],
): void {
  const values = by.map((field, index) => toText(field, row[index] ?? null))
  const [count = 0, delivered = 0, failed = 0, latencies = 0, latencySum = 0] = row
    .slice(by.length)
    .map(Number)
  if (count === 0) return
  const key = JSON.stringify(values)
  const tally = tallies.get(key) ?? { values, count: 0, delivered: 0, failed: 0, latencies: 0, latencySum: 0 }
  tally.count += count
  tally.delivered += delivered
  tally.failed += failed
  tally.latencies += latencies
  tally.latencySum += latencySum
  tallies.set(key, tally)
}

function toText(field: GroupField, value: string | number | null): string | null {
  if (value === null) return null
  return field === 'hour' || field === 'day' ? new Date(Number(value)).toISOString() : String(value)
}

function toGroup({ latencies, latencySum, ...group }: Tally): Group {
  return { ...group, meanLatencyMs: latencies === 0 ? null : Math.round(latencySum / latencies) }
}

function bySize(a: Group, b: Group): number {
  return b.count - a.count || JSON.stringify(a.values).localeCompare(JSON.stringify(b.values))
}
