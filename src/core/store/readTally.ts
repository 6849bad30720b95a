import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Predicate } from '../query/compileQuery.ts'
import type { Prepare } from './prepareCached.ts'
import type { Searched } from './readReceipts.ts'
import { scanSlices } from './scanSlices.ts'
import type { Limits } from './search.ts'

export type TallyJob = {
  predicate: Predicate
  /** Counted among the rows that match. */
  part: Predicate | null
  latencies: boolean
  /** Only rows that came after this one, */
  after: number
  /** and were received from here on. */
  from: number
  /** Of a slot, in milliseconds. */
  width: number
}

export type TallySlot = { slot: number; rows: number; part: number }
export type TallyPiece = {
  slots: TallySlot[]
  latencies: { slot: number; latency: number; rows: number }[]
  upTo: number
}

/** Counts what came since a row, by the time of receipt: what a sliding window needs to move on. */
export async function readTally(
  prepare: Prepare,
  job: TallyJob,
  limits: Limits,
): Promise<Searched<TallyPiece>> {
  const upTo = Number(prepare('SELECT max(seq) FROM receipt').pluck().get() ?? 0)
  const piece: TallyPiece = { slots: [], latencies: [], upTo: Math.max(upTo, job.after) }
  const oldest = job.after > 0 ? job.after + 1 : firstSince(prepare, job.from)
  if (oldest === null) return { ...piece, end: 'complete' }
  const source = sourceOf(job)
  const part = job.part === null ? '0' : `(${job.part.where}) IS TRUE`
  for (const slice of scanSlices([{ from: oldest, to: upTo }], limits.clock)) {
    if (limits.signal.aborted) return { ...piece, end: 'cancelled' }
    if (limits.clock() > limits.deadline) return { ...piece, end: 'deadline' }
    const values = [slice.from, slice.to, job.from, ...job.predicate.values]
    const counts = prepare(
      `SELECT r.received_at / ${job.width} AS slot, count(*) AS rows, sum(${part}) AS part ${source} GROUP BY 1`,
    )
    piece.slots.push(...(counts.all(...(job.part?.values ?? []), ...values) as TallySlot[]))
    if (job.latencies) {
      const latencies = prepare(
        `SELECT r.received_at / ${job.width} AS slot, r.latency AS latency, count(*) AS rows
          ${source} AND r.latency >= 0 GROUP BY 1, 2`,
      )
      piece.latencies.push(...(latencies.all(...values) as TallyPiece['latencies']))
    }
    await nextTurn()
  }
  return { ...piece, end: 'complete' }
}

function sourceOf({ predicate, part }: TallyJob): string {
  const needsText = predicate.needsText || part?.needsText === true
  const text = needsText ? 'CROSS JOIN receipt_text t ON t.seq = r.seq' : ''
  return `FROM receipt r ${text} WHERE r.seq BETWEEN ? AND ? AND r.received_at >= ? AND ${predicate.where}`
}

const firstSince = (prepare: Prepare, from: number) =>
  prepare('SELECT min(seq) FROM receipt INDEXED BY receipt_received WHERE received_at >= ?')
    .pluck()
    .get(from) as number | null
