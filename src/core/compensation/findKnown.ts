import type { SendDetail } from '../../protocol/smsApi/sendDetails.ts'
import type { Prepare } from '../store/prepareCached.ts'

/** Reports and details count whole seconds, and not always the same one, in milliseconds. */
const sameSend = 2000

/** `first` is the seq of the oldest row. */
export type Known = { first: number; bizId: string | null; statuses: string[] }

/** The reports that are known of a send; a detail names no id, so number, time and the sender's own id must do. */
export function findKnown(prepare: Prepare, { phone, sendTime, outId }: SendDetail): Known | null {
  if (phone === null || sendTime === null) return null
  const rows = prepare(
    `SELECT seq, biz_id AS bizId, status FROM receipt
      WHERE phone = ? AND kind = 'report' AND send_time BETWEEN ? AND ?
        AND (out_id IS NULL OR ? IS NULL OR out_id = ?) ORDER BY seq`,
  ).all(phone, sendTime - sameSend, sendTime + sameSend, outId, outId) as {
    seq: number
    bizId: string | null
    status: string
  }[]
  const [first] = rows
  if (first === undefined) return null
  const bizId = rows.find(row => row.bizId !== null)?.bizId ?? null
  return { first: first.seq, bizId, statuses: rows.map(({ status }) => status) }
}
