import type { ReceiptId } from '../../contract/brand.ts'
import type { ReceiptRow } from '../../contract/receipt.ts'

/** Rows that say different ends of one text, the first of each and the row that is looked at; none where all agree. */
export function versionsOf(rows: readonly ReceiptRow[], shown: ReceiptId): ReceiptRow[] {
  const ends = rows.filter(({ kind, status }) => kind === 'report' && status !== 'pending')
  const said = new Map<string, ReceiptRow>()
  for (const row of ends) {
    const end = `${row.status} ${row.errCode ?? ''}`
    const known = said.get(end)
    if (known === undefined || row.id === shown) said.set(end, row)
  }
  return said.size < 2 ? [] : ends.filter(row => [...said.values()].includes(row))
}
