import type { Instant } from '../../contract/brand.ts'
import type { ReceiptRow } from '../../contract/receipt.ts'

export type TimelineEvent = { kind: 'sent' | 'reported' | 'received'; at: Instant; row: ReceiptRow }

/** What is known of one SMS from every row about it, in the order of time: sent once, reported and received as often as it was. */
export function timelineEvents(rows: readonly ReceiptRow[]): TimelineEvent[] {
  const events: TimelineEvent[] = []
  const known = new Set<string>()
  const add = (kind: TimelineEvent['kind'], at: Instant | null, row: ReceiptRow, sameness: string) => {
    if (at === null || known.has(sameness)) return
    known.add(sameness)
    events.push({ kind, at, row })
  }
  for (const row of rows) {
    add('sent', row.sendTime, row, `sent ${row.sendTime}`)
    add('reported', row.reportTime, row, `reported ${row.reportTime} ${row.status} ${row.errCode}`)
    add('received', row.receivedAt, row, `received ${row.id}`)
  }
  const order = ['sent', 'reported', 'received']
  return events.sort((a, b) => a.at - b.at || order.indexOf(a.kind) - order.indexOf(b.kind))
}
