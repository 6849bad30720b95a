/** Shares are between 0 and 1; null where there is nothing to divide by. Times in milliseconds. */
export type Insights = {
  reports: number
  delivered: number
  failed: number
  pending: number
  replies: number
  /** Delivered of those that have come to an end. */
  deliveryRate: number | null
  latency: Latency | null
  codes: { code: string | null; count: number; share: number }[]
  carriers: {
    carrier: string | null
    reports: number
    deliveryRate: number | null
    latency: Latency | null
  }[]
  /** By the hour of receipt, oldest first, without gaps, at most the last 336 hours that have rows. */
  hours: { at: number; delivered: number; failed: number; p95: number | null }[]
  parts: { parts: number | null; reports: number; failed: number }[]
  anomalies: {
    /** Reports of an SMS that had one already. */
    repeated: number
    /** Of those, the ones that say something else. */
    changed: number
    /** Messages that their transport delivered more than once. */
    redelivered: number
    /** Reports that came after a later one. */
    outOfOrder: number
    undecoded: number
    /** Sends that no row says the end of. */
    unreported: number
  }
  partial: boolean
}

export type Latency = { p50: number; p95: number; p99: number; most: number }
