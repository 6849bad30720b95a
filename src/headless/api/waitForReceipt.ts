import type { Handlers } from '../../contract/api.ts'
import type { ReceiptRow } from '../../contract/receipt.ts'

/** The newest receipt that matches, as soon as there is one; null when the time is up or the asker has gone. */
export async function waitForReceipt(
  streams: Pick<Handlers['streams'], 'receipts.feed'>,
  query: string,
  milliseconds: number,
  signal: AbortSignal,
): Promise<ReceiptRow | null> {
  const over = new AbortController()
  const abort = () => over.abort()
  const timer = setTimeout(abort, milliseconds)
  signal.addEventListener('abort', abort)
  try {
    const feed = streams['receipts.feed']({ query, after: null }, { signal: over.signal })
    for await (const { rows } of feed) {
      const newest = newestOf(rows)
      if (newest !== null) return newest
      if (over.signal.aborted) return null
    }
    return null
  } finally {
    clearTimeout(timer)
    signal.removeEventListener('abort', abort)
    over.abort()
  }
}

export function newestOf(rows: readonly ReceiptRow[]): ReceiptRow | null {
  return rows.reduce<ReceiptRow | null>(
    (best, row) => (best !== null && best.seq > row.seq ? best : row),
    null,
  )
}
