import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Predicate } from '../query/compileQuery.ts'
import type { Prepare } from './prepareCached.ts'
import type { Searched } from './readReceipts.ts'
import { scanSlices } from './scanSlices.ts'
import type { Limits } from './search.ts'
import type { SeqRange } from './seqRanges.ts'

/** How often rows of a block were removed or changed in what they are counted by. */
export type BlockChanges = [block: number, changes: number]

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
  /** As they were when their rows were counted; those of other blocks are counted as never changed. */
  changes: readonly BlockChanges[]
}

export type TallySlot = { block: number; slot: number; rows: number; part: number }
export type TallyLatency = { block: number; slot: number; latency: number; rows: number }
export type TallyPiece = {
  slots: TallySlot[]
  latencies: TallyLatency[]
  upTo: number
  /** Blocks before this one are out of the window. */
  firstBlock: number
  /** Blocks whose earlier rows were counted again, since some of them changed or are gone. */
  again: number[]
  changes: BlockChanges[]
  /** True where a block changed that there was no time for. */
  isStale: boolean
}

/** Seqs of a block, as a power of two: the triggers count changes by these. */
const blockBits = 11

/**
 * Counts what came since a row, by the time of receipt, and again what changed or lost rows before it: what a sliding
 * window needs to move on.
 */
export async function readTally(
  prepare: Prepare,
  job: TallyJob,
  limits: Limits,
): Promise<Searched<TallyPiece>> {
  const upTo = Number(prepare('SELECT max(seq) FROM receipt').pluck().get() ?? 0)
  const piece: TallyPiece = {
    slots: [],
    latencies: [],
    upTo: Math.max(upTo, job.after),
    firstBlock: 0,
    again: [],
    changes: [],
    isStale: false,
  }
  const stop = () =>
    limits.signal.aborted ? 'cancelled' : limits.clock() > limits.deadline ? 'deadline' : null
  const first = firstSince(prepare, job)
  if (first === null) return { ...piece, end: 'complete' }
  piece.firstBlock = first >> blockBits
  const lastCounted = job.after >> blockBits
  const counted = new Map(job.changes)
  const changes = prepare('SELECT block, changes FROM changed_block WHERE block BETWEEN ? AND ?')
    .raw()
    .all(piece.firstBlock, upTo >> blockBits) as BlockChanges[]
  const isNew = ([block]: BlockChanges) => job.after === 0 || block > lastCounted
  piece.changes = changes.filter(isNew)

  const from = job.after > 0 ? job.after + 1 : first
  for (const slice of scanSlices([{ from, to: upTo }], limits.clock)) {
    const end = stop()
    if (end !== null) return { ...piece, end }
    countInto(piece, prepare, job, slice)
    await nextTurn()
  }
  for (const change of changes) {
    const [block, times] = change
    if (isNew(change) || counted.get(block) === times) continue
    const end = stop()
    if (end === 'cancelled') return { ...piece, end }
    if (end === 'deadline') return { ...piece, isStale: true, end: 'complete' }
    const to = Math.min(job.after, ((block + 1) << blockBits) - 1)
    countInto(piece, prepare, job, { from: block << blockBits, to })
    piece.again.push(block)
    piece.changes.push(change)
    await nextTurn()
  }
  return { ...piece, end: 'complete' }
}

function countInto(piece: TallyPiece, prepare: Prepare, job: TallyJob, { from, to }: SeqRange): void {
  const source = sourceOf(job)
  const part = job.part === null ? '0' : `(${job.part.where}) IS TRUE`
  const place = `r.seq >> ${blockBits} AS block, r.received_at / ${job.width} AS slot`
  const values = [from, to, job.from, ...job.predicate.values]
  const counts = prepare(`SELECT ${place}, count(*) AS rows, sum(${part}) AS part ${source} GROUP BY 1, 2`)
  piece.slots.push(...(counts.all(...(job.part?.values ?? []), ...values) as TallySlot[]))
  if (!job.latencies) return
  const latencies = prepare(
    `SELECT ${place}, r.latency AS latency, count(*) AS rows ${source} AND r.latency >= 0 GROUP BY 1, 2, 3`,
  )
  piece.latencies.push(...(latencies.all(...values) as TallyLatency[]))
}

function sourceOf({ predicate, part }: TallyJob): string {
  const needsText = predicate.needsText || part?.needsText === true
  const text = needsText ? 'CROSS JOIN receipt_text t ON t.seq = r.seq' : ''
  return `FROM receipt r ${text} WHERE r.seq BETWEEN ? AND ? AND r.received_at >= ? AND ${predicate.where}`
}

/**
 * Where the window begins. Of one that was counted the earliest received row will do: rows are received nearly in their
 * order, and a block is many of them.
 */
function firstSince(prepare: Prepare, { after, from }: TallyJob): number | null {
  const sql =
    after > 0
      ? 'SELECT seq FROM receipt INDEXED BY receipt_received WHERE received_at >= ? ORDER BY received_at LIMIT 1'
      : 'SELECT min(seq) FROM receipt INDEXED BY receipt_received WHERE received_at >= ?'
  return (prepare(sql).pluck().get(from) as number | null | undefined) ?? (after > 0 ? after + 1 : null)
}
