import type { FeedItem, ReceiptRow } from '../../contract/receipt.ts'

const listed = 200

/** Newest first; what changed takes the place of what it was, and what was removed is let go. */
export function mergePushes(
  before: readonly ReceiptRow[] | null,
  { reset, rows, gone }: Pick<FeedItem, 'reset' | 'rows' | 'gone'>,
): ReceiptRow[] {
  const all = new Map([...(reset ? [] : (before ?? [])), ...rows].map(row => [row.seq, row]))
  for (const seq of gone) all.delete(seq)
  return [...all.values()].sort((one, other) => other.seq - one.seq).slice(0, listed)
}
