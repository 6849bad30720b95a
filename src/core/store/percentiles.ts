import type { Latency } from '../../contract/insights.ts'

/** Values with how often they occur; receipts count whole seconds, so there are few. */
export type Tally = Map<number, number>

export function addTo(tally: Tally, value: number, count: number): void {
  tally.set(value, (tally.get(value) ?? 0) + count)
}

/** Exact percentiles by nearest rank; null of nothing. */
export function percentilesOf(tally: Tally): Latency | null {
  const values = [...tally].sort(([one], [other]) => one - other)
  const total = values.reduce((sum, [, count]) => sum + count, 0)
  const most = values.at(-1)?.[0]
  if (most === undefined) return null
  const rank = (share: number) => {
    let passed = 0
    for (const [value, count] of values) {
      passed += count
      if (passed >= Math.ceil(share * total)) return value
    }
    return most
  }
  return { p50: rank(0.5), p95: rank(0.95), p99: rank(0.99), most }
}
