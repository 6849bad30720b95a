import type { DayCount } from '../../contract/compensation.ts'
import type { Predicate } from '../query/compileQuery.ts'
import { type Searched, search } from './readReceipts.ts'
import type { Limits, Reading } from './search.ts'

const day = 86_400_000
const chinaOffset = 8 * 3_600_000

export type SentDay = DayCount & { day: string }

/** True of a row `r` whose text is of an account: one of its receipts came by it, or its sender said so. */
const isOf = `(r.account = ? OR EXISTS (SELECT 1 FROM send s WHERE s.account = ?
    AND (s.receipt = r.seq OR (s.phone = r.phone AND s.biz_id = r.biz_id)))
  OR (r.biz_id IS NOT NULL AND EXISTS
    (SELECT 1 FROM receipt o WHERE o.biz_id = r.biz_id AND o.phone = r.phone AND o.account = ?)))`

/** What became of each text, by the day of China it was sent on: its last version counts, and it counts once. */
export async function readSentDays(
  reading: Reading,
  predicate: Predicate,
  account: string,
  limits: Limits,
): Promise<Searched<{ days: SentDay[] }>> {
  const days = new Map<number, DayCount>()
  const end = await search(reading, predicate, null, limits, ({ source, values }) => {
    const rows = reading
      .prepare(
        `SELECT (r.send_time + ${chinaOffset}) / ${day} AS slot, r.status AS status, count(*) AS rows
          ${source} AND r.kind = 'report' AND r.send_time IS NOT NULL AND ${isOf} AND NOT EXISTS
            (SELECT 1 FROM receipt d WHERE d.biz_id = r.biz_id AND d.phone = r.phone AND d.seq > r.seq
              AND d.kind = 'report' AND (d.status <> 'pending' OR r.status = 'pending'))
          GROUP BY 1, 2`,
      )
      .all(...values, account, account, account) as { slot: number; status: string; rows: number }[]
    for (const { slot, status, rows: count } of rows) {
      const sums = days.get(slot) ?? { sent: 0, delivered: 0, failed: 0, unreported: 0 }
      sums.sent += count
      if (status === 'delivered') sums.delivered += count
      else if (status === 'failed') sums.failed += count
      else sums.unreported += count
      days.set(slot, sums)
    }
    return 'more'
  })
  const named = [...days].map(([slot, sums]) => ({
    day: new Date(slot * day).toISOString().slice(0, 10).replaceAll('-', ''),
    ...sums,
  }))
  return { days: named, end: end === 'enough' ? 'complete' : end }
}
