/** What a lease says: the message's number, when it ends, and which of the message's leases it is. */
export type LeaseParts = { readonly order: number; readonly lease: number }

/**
 * Shaped like the service's own handles: a version, a dash and base64 of four numbers. Digits and dashes never
 * yield `+` or `/`, so a lease survives a query string raw.
 */
export function writeLease(order: number, nextVisibleTime: number, lease: number, priority: number): string {
  return `1-${btoa(`${order}-${Math.floor(nextVisibleTime / 1000)}-${lease}-${priority}`)}`
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
  const found = /^(\d{1,15})-\d{1,15}-(\d{1,16})-\d{1,2}$/.exec(inner)
  return found === null ? null : { order: Number(found[1]), lease: Number(found[2]) }
}
