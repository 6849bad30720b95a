import { setImmediate as nextTurn } from 'node:timers/promises'
import type { SendTie } from '../../contract/sends.ts'
import type { Store } from '../store/openStore.ts'
import { sendLog, tieOf } from '../store/sendTable.ts'

const stepSeqs = 20_000
/** So long it settles in one turn: arrivals wait for no more than that. */
const turnMilliseconds = 10

type Pair = { waiting: number; receipt: number; bizId: string | null; phone: string | null; tie: SendTie }

/**
 * A receipt takes the place of the row that waited for it, with whatever a person or the sender had put there. Looked for
 * among the receipts that came since: each names the first row of its text, which is the one that waited; where the log had no
 * id of the service, number and own id tell, or number and time.
 */
export function createSettling(store: Pick<Store, 'prepare' | 'change' | 'remove'>) {
  const { prepare } = store
  let settled: number | null = null

  const firstWaiting = () =>
    prepare(
      `SELECT min(seq) FROM receipt INDEXED BY receipt_pending WHERE status = 'pending' AND source = '${sendLog}'`,
    )
      .pluck()
      .get() as number | null
  const newest = () => Number(prepare('SELECT max(seq) FROM receipt').pluck().get() ?? 0)
  const anySend = () => prepare('SELECT EXISTS (SELECT 1 FROM send)').pluck().get() === 1
  const anyWithoutId = () =>
    prepare('SELECT EXISTS (SELECT 1 FROM send WHERE receipt IS NOT NULL AND tied_by IS NULL)')
      .pluck()
      .get() === 1

  const pairsById = (after: number, upTo: number) =>
    prepare(
      `SELECT min(d.seq) AS receipt, w.seq AS waiting, d.biz_id AS bizId, d.phone AS phone,
          iif(w.biz_id IS NULL, 'time', 'bizId') AS tie
        FROM receipt d JOIN receipt w ON w.seq = d.duplicate_of
        WHERE d.seq > ? AND d.seq <= ? AND d.duplicate_of IS NOT NULL AND d.status <> 'pending'
          AND w.status = 'pending' AND w.source = '${sendLog}' GROUP BY w.seq`,
    ).all(after, upTo) as Pair[]

  /** The best tie first, then the nearest in time: a receipt settles one send, and a send has one receipt. */
  const pairsWithoutId = (after: number, upTo: number) => {
    const pairs = prepare(
      `SELECT d.seq AS receipt, s.receipt AS waiting, d.biz_id AS bizId, d.phone AS phone, ${tieOf('d')} AS tie
        FROM receipt d CROSS JOIN send s INDEXED BY send_waiting
          ON s.phone = d.phone AND s.receipt IS NOT NULL AND s.tied_by IS NULL
        WHERE d.seq > ? AND d.seq <= ? AND d.status <> 'pending' AND d.duplicate_of IS NULL AND tie IS NOT NULL
          AND NOT EXISTS (SELECT 1 FROM send other WHERE other.receipt = d.seq)
        ORDER BY tie, abs(d.send_time - s.send_time), d.seq`,
    ).all(after, upTo) as Pair[]
    const taken = new Set<number>()
    return pairs.filter(({ receipt, waiting }) => {
      if (taken.has(receipt) || taken.has(waiting)) return false
      taken.add(receipt).add(waiting)
      return true
    })
  }

  const settle = ({ waiting, receipt, bizId, phone, tie }: Pair) =>
    store.change(nextRev => {
      prepare(
        `UPDATE receipt SET duplicate_of = NULL, rev = ?, pinned = max(receipt.pinned, w.pinned),
            note = coalesce(receipt.note, w.note), out_id = coalesce(receipt.out_id, w.out_id),
            content = coalesce(receipt.content, w.content), send_time = coalesce(receipt.send_time, w.send_time)
          FROM (SELECT * FROM receipt WHERE seq = ?) w WHERE receipt.seq = ?`,
      ).run(nextRev(), waiting, receipt)
      const repeats = prepare(
        'SELECT seq FROM receipt WHERE biz_id = ? AND phone IS ? AND duplicate_of = ? AND seq <> ?',
      ).pluck()
      for (const seq of repeats.all(bizId, phone, waiting, receipt)) {
        prepare('UPDATE receipt SET duplicate_of = ?, rev = ? WHERE seq = ?').run(receipt, nextRev(), seq)
      }
      prepare('UPDATE send SET receipt = ?, tied_by = coalesce(tied_by, ?) WHERE receipt = ?').run(
        receipt,
        tie,
        waiting,
      )
      prepare('UPDATE replaced SET by = ? WHERE by = ?').run(receipt, waiting)
      prepare('INSERT OR REPLACE INTO replaced (seq, by) VALUES (?, ?)').run(waiting, receipt)
      store.remove([waiting])
    })

  /** Between turns a row may have been removed: then there is nothing to settle. */
  const areThere = ({ waiting, receipt }: Pair) =>
    prepare('SELECT count(*) FROM receipt WHERE seq IN (?, ?)').pluck().get(waiting, receipt) === 2

  async function settleAll(pairs: readonly Pair[], signal: AbortSignal): Promise<number> {
    let count = 0
    let began = performance.now()
    for (const pair of pairs) {
      if (performance.now() - began > turnMilliseconds) {
        await nextTurn()
        began = performance.now()
      }
      if (signal.aborted) return count
      if (!areThere(pair)) continue
      settle(pair)
      count++
    }
    return count
  }

  /** Returns how many rows found their receipt. */
  return async function settleNew(signal: AbortSignal): Promise<number> {
    const upTo = newest()
    if (!anySend()) {
      settled = upTo
      return 0
    }
    settled ??= firstWaiting() ?? upTo
    let count = 0
    while (settled < upTo && !signal.aborted) {
      const to = Math.min(upTo, settled + stepSeqs)
      for (const find of [pairsById, pairsWithoutId]) {
        if (find === pairsWithoutId && !anyWithoutId()) continue
        count += await settleAll(find(settled, to), signal)
      }
      if (signal.aborted) return count
      settled = to
      await nextTurn()
    }
    return count
  }
}
