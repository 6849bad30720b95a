import type { Instant } from '../../contract/brand.ts'
import type { ReceiptDetail } from '../../contract/receipt.ts'

export type TimelineEvent = {
  kind: 'sent' | 'reported' | 'received' | 'redelivered' | 'duplicate'
  at: Instant | null
}

/** What one row by itself says about the life of its message, in the order of time. */
export function timelineEvents(detail: ReceiptDetail): TimelineEvent[] {
  const dated: TimelineEvent[] = [
    { kind: 'sent' as const, at: detail.sendTime },
    { kind: 'reported' as const, at: detail.reportTime },
    { kind: 'received' as const, at: detail.receivedAt },
  ].filter(event => event.at !== null)
  dated.sort((a, b) => (a.at ?? 0) - (b.at ?? 0))
  if (detail.deliveries > 1) dated.push({ kind: 'redelivered', at: null })
  if (detail.duplicateOf !== null) dated.push({ kind: 'duplicate', at: null })
  return dated
}
