import type { ReceiptRow } from '../../contract/receipt.ts'
import type { Prepare } from './prepareCached.ts'
import { type StoredReceipt, toReceiptRow } from './receiptTable.ts'

const mostRows = 100
/** How long after a text its reader's answer still belongs to it, in milliseconds. */
const replyWindow = 3 * 86_400_000

/**
 * Everything known about the same text, oldest first: reports of the same send, other rows of the same message, and
 * the replies from its number, which name no send and are tied by time alone.
 */
export function readRelated(prepare: Prepare, seq: number): ReceiptRow[] {
  const stored = prepare('SELECT * FROM receipt WHERE seq = ?').get(seq) as StoredReceipt | undefined
  if (stored === undefined) return []
  const found = new Map<number, StoredReceipt>([[seq, stored]])
  const add = (sql: string, ...values: (string | number)[]) => {
    const rows = prepare(`SELECT * FROM receipt WHERE ${sql} LIMIT ${mostRows}`).all(...values)
    for (const row of rows as StoredReceipt[]) found.set(row.seq, row)
  }
  const { phone, biz_id: bizId, message_id: messageId, kind } = stored
  if (bizId !== null && phone !== null) add('biz_id = ? AND phone = ? ORDER BY seq', bizId, phone)
  if (messageId !== null) add('message_id = ? ORDER BY seq', messageId)
  const at = stored.send_time ?? stored.received_at
  if (phone !== null && kind !== 'reply') {
    add(
      "phone = ? AND kind = 'reply' AND send_time BETWEEN ? AND ? ORDER BY seq",
      phone,
      at,
      at + replyWindow,
    )
  }
  if (phone !== null && kind === 'reply') {
    add(
      "phone = ? AND kind = 'report' AND send_time BETWEEN ? AND ? ORDER BY send_time DESC",
      phone,
      at - replyWindow,
      at,
    )
  }
  return [...found.values()]
    .sort(
      (a, b) =>
        (a.report_time ?? a.send_time ?? a.received_at) - (b.report_time ?? b.send_time ?? b.received_at) ||
        a.seq - b.seq,
    )
    .slice(0, mostRows)
    .map(toReceiptRow)
}
