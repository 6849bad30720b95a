import type { AlertDraft, AlertMeasure } from '../../contract/alerts.ts'
import type { Instant } from '../../contract/brand.ts'
import type { Query } from '../query/ast.ts'
import { compileQuery, type Predicate } from '../query/compileQuery.ts'
import { parseQuery } from '../query/parseQuery.ts'
import { percentilesOf } from '../store/percentiles.ts'
import type { Reader } from '../store/reader.ts'
import type { SlidingWindow } from './slidingWindow.ts'

const milliseconds = 1000

export type Measurable = Pick<AlertDraft, 'query' | 'condition' | 'windowMs'>

/** What a rule comes to now. The window remembers what it has counted: only what came since is read. */
export async function measureAlert(
  { query, condition, windowMs }: Measurable,
  window: SlidingWindow,
  { reader, now, signal }: { reader: Reader; now: number; signal: AbortSignal },
): Promise<AlertMeasure> {
  const measure = (value: number | null, rows: number, partial = false): AlertMeasure => ({
    at: now as Instant,
    value,
    rows,
    partial,
    problem: null,
  })
  const whole = parseQuery(query, now)
  if (!whole.valid) return { ...measure(null, 0), problem: whole.problem.message }
  const predicate = compileQuery(whole.query, now)
  if (condition.kind === 'unreported') {
    const to = now - condition.afterMs
    const job = { predicate, from: to - windowMs, to, limit: 0 }
    const { count, end } = await reader.read('unreported', job, { milliseconds, signal })
    return measure(count, count, end !== 'complete')
  }
  const part = condition.kind === 'share' ? parseQuery(condition.part, now) : null
  if (part?.valid === false) return { ...measure(null, 0), problem: part.problem.message }
  const { rows, part: partRows, latencies, partial } = await moveOn(predicate, part?.query ?? null)
  switch (condition.kind) {
    case 'count':
      return measure(rows, rows, partial)
    case 'share':
      return measure(rows === 0 || rows < condition.minimum ? null : partRows / rows, rows, partial)
    case 'latency': {
      const timed = [...latencies.values()].reduce((sum, count) => sum + count, 0)
      const found = timed < condition.minimum ? null : percentilesOf(latencies)
      return measure(found?.[condition.percentile] ?? null, timed, partial)
    }
    default:
      return condition satisfies never
  }

  async function moveOn(predicate: Predicate, partQuery: Query | null) {
    const { end, ...piece } = await reader.read(
      'tally',
      {
        predicate,
        part: partQuery === null ? null : compileQuery(partQuery, now),
        latencies: condition.kind === 'latency',
        after: window.after(),
        from: now - windowMs,
        width: window.width,
        changes: window.changes(),
      },
      { milliseconds, signal },
    )
    window.add(piece, end === 'complete', now)
    return window.sum(now)
  }
}

export function thresholdOf(condition: AlertDraft['condition']): number {
  return condition.kind === 'latency' ? condition.atLeastMs : condition.atLeast
}
