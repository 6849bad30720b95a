import type { ReceiptId } from '../../contract/brand.ts'
import type { ReceiptRow } from '../../contract/receipt.ts'

/** Rows of one message: what its batch held, under the newest of them. */
export type PushGroup = { key: string; row: ReceiptRow; ids: ReceiptId[] }

/** By MessageId, in the order of the rows; a row without one stands alone. */
export function groupPushes(rows: readonly ReceiptRow[]): PushGroup[] {
  const groups = new Map<string, PushGroup>()
  for (const row of rows) {
    const key = row.messageId ?? row.id
    const known = groups.get(key)
    if (known === undefined) groups.set(key, { key, row, ids: [row.id] })
    else known.ids.push(row.id)
  }
  return [...groups.values()]
}
