import type { Group, GroupField } from '../../contract/group.ts'
import type { Predicate } from '../query/compileQuery.ts'
import type { Searched } from './readReceipts.ts'
import type { Limits, Reading } from './search.ts'
import { type Summand, searchSums } from './searchSums.ts'

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
  reading: Reading,
  predicate: Predicate,
  by: readonly GroupField[],
  limits: Limits,
): Promise<Searched<{ groups: Group[] }>> {
  const tallies = new Map<string, Tally>()
  const columns = by.map((field, index) => `${expressions[field]} AS c${index}, `).join('')
  const grouping = by.length === 0 ? '' : `GROUP BY ${by.map((_, index) => index + 1).join(', ')}`
  const visit = ({ prepare, source, values, rows }: Summand) => {
    const [latencies, latencySum] =
      rows === '1' ? ['count(r.latency)', 'r.latency'] : ['sum(r.latencies)', 'r.latency_sum']
    const found = prepare(
      `SELECT ${columns} sum(${rows}), sum((r.status = 'delivered') * ${rows}),
        sum((r.status = 'failed') * ${rows}), ${latencies}, sum(${latencySum})
        ${source} ${grouping}`,
    )
      .raw()
      .all(...values) as (string | number | null)[][]
    for (const row of found) addTo(tallies, by, row)
    return undefined
  }
  // Tallies know of no hours.
  const isTallied = by.every(field => field !== 'hour' && field !== 'day')
  const tally = isTallied ? predicate.tally : { ...predicate.tally, isWhole: false }
  const end = await searchSums(reading, { ...predicate, tally }, limits, visit)
  return { groups: [...tallies.values()].map(toGroup).sort(bySize), end }
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
