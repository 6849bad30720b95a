import type { Instant } from './brand.ts'

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
  /** Longest first, at most twenty. */
  gaps: ArrivalGap[]
  anomalies: {
    /** Reports of an SMS that had one already. */
    repeated: number
    /** Of those, the ones that say something else. */
    changed: number
    /** Messages that their transport delivered more than once. */
    redelivered: number
    /** Reports that came after one of the same source that is of a later time. */
    reordered: number
    /** Stretches in which nothing came, of which the longest are named. */
    gaps: number
    undecoded: number
    /** Sends that no row says the end of. */
    unreported: number
  }
  partial: boolean
}

/**
 * A stretch without arrivals in a source that otherwise has traffic: ten times what nearly all of its arrivals followed each
 * other within, and a minute at least. `to` is null where it lasts.
 */
export type ArrivalGap = {
  account: string
  source: string
  from: Instant
  to: Instant | null
  usualMs: number
}

export type Latency = { p50: number; p95: number; p99: number; most: number }
