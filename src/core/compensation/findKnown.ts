import type { SendDetail } from '../../protocol/smsApi/sendDetails.ts'
import type { Prepare } from '../store/prepareCached.ts'

/** Reports and details count whole seconds, and not always the same one, in milliseconds. */
const sameSend = 2000

export type Known = { bizId: string | null; statuses: string[] }

/** The reports that are known of a send; a detail names no id, so number, time and the sender's own id must do. */
export function findKnown(prepare: Prepare, { phone, sendTime, outId }: SendDetail): Known | null {
  if (phone === null || sendTime === null) return null
  const rows = prepare(
    `SELECT biz_id AS bizId, status FROM receipt
      WHERE phone = ? AND kind = 'report' AND send_time BETWEEN ? AND ?
        AND (out_id IS NULL OR ? IS NULL OR out_id = ?) ORDER BY seq`,
  ).all(phone, sendTime - sameSend, sendTime + sameSend, outId, outId) as {
    bizId: string | null
    status: string
  }[]
  if (rows.length === 0) return null
  const bizId = rows.find(row => row.bizId !== null)?.bizId ?? null
  return { bizId, statuses: rows.map(({ status }) => status) }
}
