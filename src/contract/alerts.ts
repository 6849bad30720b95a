import type { AlertId, FiringId, Instant, MonitorId, ViewId } from './brand.ts'
import type { Words } from './words.ts'

export const alertPercentiles = ['p50', 'p95', 'p99'] as const

/** What is held against its threshold, over the rows of the window. Shares are between 0 and 1, times in milliseconds. */
export type AlertCondition =
  /** So many rows match. */
  | { kind: 'count'; atLeast: number }
  /** Of the rows that match, at least `minimum`, this share also matches the query `part`. */
  | { kind: 'share'; part: string; atLeast: number; minimum: number }
  /** Of the rows that match and have a latency, at least `minimum`. */
  | { kind: 'latency'; percentile: (typeof alertPercentiles)[number]; atLeastMs: number; minimum: number }
  /** So many sends that match have no receipt `afterMs` after they were sent. */
  | { kind: 'unreported'; atLeast: number; afterMs: number }

export type AlertDraft = {
  name: string
  /** Where a view is named, its query as it is at the time counts instead. */
  query: string
  view: ViewId | null
  condition: AlertCondition
  windowMs: number
  /** It is not told again sooner than this. */
  cooldownMs: number
  enabled: boolean
}

/** What a rule came to when it was last looked at; `value` is null where there was too little to say. */
export type AlertMeasure = {
  at: Instant
  value: number | null
  /** Rows that it was measured on. */
  rows: number
  /** True where there were too many rows to look at all in time. */
  partial: boolean
  /** Why it can't be measured, in words. */
  problem: Words | null
}

export type Alert = AlertDraft & { id: AlertId; measure: AlertMeasure | null; lastFiredAt: Instant | null }

export type FiringSubject =
  | { kind: 'rule'; alert: AlertId }
  | { kind: 'monitor'; monitor: MonitorId }
  /** Receipts can't be stored. */
  | { kind: 'store' }

/** Something that somebody should know of, told once. */
export type Firing = {
  id: FiringId
  subject: FiringSubject
  /** The rule's name, or the queue's. */
  name: string
  at: Instant
  value: number | null
  threshold: number | null
  /** What happened, in a sentence. */
  text: Words
  /** The rows it is about, with their time; null where there are none. */
  query: string | null
}

/** `last` goes into `after` to go on from here. */
export type AlertsItem = { alerts: Alert[]; fired: Firing[]; last: FiringId }

export type AlertCalls = {
  'alerts.list': { input: null; output: Alert[] }
  /** A new rule without an `id`. A name belongs to one rule. */
  'alerts.save': { input: AlertDraft & { id: AlertId | null }; output: Alert }
  'alerts.remove': { input: { id: AlertId }; output: null }
  /** What a rule would come to now; nothing is kept of it. */
  'alerts.measure': {
    input: Pick<AlertDraft, 'query' | 'view' | 'condition' | 'windowMs'>
    output: AlertMeasure
  }
  /** What was told before, newest first. */
  'alerts.history': { input: { before: FiringId | null; limit: number }; output: Firing[] }
}

export type AlertStreams = {
  /** All rules as they are, and what fired after `after`, or from now on where that is null. */
  'alerts.watch': { input: { after: FiringId | null }; item: AlertsItem }
}
