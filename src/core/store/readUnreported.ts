import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Instant } from '../../contract/brand.ts'
import type { UnreportedSend } from '../../contract/sends.ts'
import type { Predicate } from '../query/compileQuery.ts'
import { isUnreported } from '../query/relatedRows.ts'
import type { Prepare } from './prepareCached.ts'
import type { Searched } from './readReceipts.ts'
import type { Limits } from './search.ts'

const stepRows = 500

export type UnreportedJob = {
  predicate: Predicate
  /** When they were sent: from inclusive, to exclusive. */
  from: number
  to: number
  /** So many are named; all are counted. */
  limit: number
}

/** Sends that are known, and whose receipt is missing; oldest first, each number and id once. */
export async function readUnreported(
  prepare: Prepare,
  { predicate, from, to, limit }: UnreportedJob,
  limits: Limits,
): Promise<Searched<{ count: number; sends: UnreportedSend[] }>> {
  const text = predicate.needsText ? 'CROSS JOIN receipt_text t ON t.seq = r.seq' : ''
  const step = prepare(
    `SELECT r.seq AS seq, r.phone AS phone, r.send_time AS sendTime, r.biz_id AS bizId,
        (${predicate.where}) IS TRUE AND ${isUnreported} AS wanted
      FROM receipt r INDEXED BY receipt_pending ${text}
      WHERE r.status = 'pending' AND (r.send_time, r.seq) > (?, ?) AND r.send_time < ?
      ORDER BY r.send_time, r.seq LIMIT ${stepRows}`,
  )
  const seen = new Set<string>()
  const sends: UnreportedSend[] = []
  let count = 0
  let place: [number, number] = [from - 1, Number.MAX_SAFE_INTEGER]
  for (;;) {
    if (limits.signal.aborted) return { count, sends, end: 'cancelled' }
    if (limits.clock() > limits.deadline) return { count, sends, end: 'deadline' }
    const rows = step.all(...predicate.values, ...place, to) as Step[]
    for (const { phone, sendTime, bizId, wanted } of rows) {
      const key = `${phone} ${bizId ?? sendTime}`
      if (wanted !== 1 || phone === null || seen.has(key)) continue
      seen.add(key)
      count += 1
      if (sends.length < limit) sends.push({ phone, sendTime, bizId })
    }
    const last = rows.at(-1)
    if (last === undefined || rows.length < stepRows) return { count, sends, end: 'complete' }
    place = [last.sendTime, last.seq]
    await nextTurn()
  }
}

type Step = { seq: number; phone: string | null; sendTime: Instant; bizId: string | null; wanted: number }
