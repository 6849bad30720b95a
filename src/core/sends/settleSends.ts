import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Store } from '../store/openStore.ts'
import { sendLog } from '../store/sendTable.ts'

const stepSeqs = 20_000

type Pair = { waiting: number; receipt: number; bizId: string; phone: string | null }

/**
 * A receipt takes the place of the row that waited for it, with whatever a person or the sender had put there. Found by
 * the receipts that came since: each names the first row of its text, which is the one that waited.
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

  const settle = ({ waiting, receipt, bizId, phone }: Pair) =>
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
      store.remove([waiting])
    })

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
      const pairs = prepare(
        `SELECT min(d.seq) AS receipt, w.seq AS waiting, d.biz_id AS bizId, d.phone AS phone
          FROM receipt d JOIN receipt w ON w.seq = d.duplicate_of
          WHERE d.seq > ? AND d.seq <= ? AND d.duplicate_of IS NOT NULL AND d.status <> 'pending'
            AND w.status = 'pending' AND w.source = '${sendLog}' GROUP BY w.seq`,
      ).all(settled, to) as Pair[]
      for (const pair of pairs) settle(pair)
      count += pairs.length
      settled = to
      await nextTurn()
    }
    return count
  }
}
