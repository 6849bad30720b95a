/** What a lease says: its queue, the message's number there, and which of the queue's leases it is. */
export type LeaseParts = { readonly queueId: number; readonly order: number; readonly lease: number }

const ordersPerQueue = 2 ** 32

/**
 * Shaped like the service's own handles: a version, a dash and base64 of four numbers. Digits and dashes never
 * yield `+` or `/`, so a lease survives a query string raw.
 */
export function writeLease(parts: LeaseParts, nextVisibleTime: number, priority: number): string {
  const place = parts.queueId * ordersPerQueue + parts.order
  return `1-${btoa(`${place}-${Math.floor(nextVisibleTime / 1000)}-${parts.lease}-${priority}`)}`
}

/** Null where the text is not one of our leases at all. */
export function readLease(text: string): LeaseParts | null {
  if (!text.startsWith('1-') || text.length > 100) return null
  let inner: string
  try {
    inner = atob(text.slice(2))
  } catch {
    return null
  }
  const found = /^(\d{1,16})-\d{1,15}-(\d{1,15})-\d{1,2}$/.exec(inner)
  if (found === null) return null
  const place = Number(found[1])
  return {
    queueId: Math.floor(place / ordersPerQueue),
    order: place % ordersPerQueue,
    lease: Number(found[2]),
  }
}
