import type { Instant } from './brand.ts'

/** What a client of the simulator needs to know. */
export type SimulatorAccess = {
  endpoint: string
  accountId: string
  region: string
  accessKeyId: string
  /** Made up by the simulator and good for nothing else: no cloud's secret. Showing it is its purpose. */
  accessKeySecret: string
  certificateUrl: string
  /** The queues that carry its SMS receipts, by message type. */
  smsQueues: { SmsReport: string; SmsUp: string }
}

/** Shares are between 0 and 1, times simulated milliseconds, rates count SMS in wall time. */
export type SimulatorTraffic = {
  rate: number
  burst: { size: number; every: number } | null
  /** Ends by itself after so many SMS. */
  limit: number | null
  phones: number
  fail: number
  lost: number
  duplicate: number
  changed: number
  reply: number
  /** Half of the receipts take at most `latency`, nineteen of twenty at most `tail`. */
  latency: number
  tail: number
  carriers: readonly [mobile: number, unicom: number, telecom: number]
}

export const signatureFaultNames = [
  'missing',
  'damaged',
  'wrong-key',
  'wrong-target',
  'wrong-digest',
  'tampered-body',
  'foreign-certificate',
  'stale-date',
] as const
export type SignatureFaultName = (typeof signatureFaultNames)[number]

/** Shares are between 0 and 1, times wall milliseconds, the skew seconds; 0 is off. */
export type SimulatorFaults = {
  errors: readonly { operation: string | null; share: number; code: string }[]
  delay: { low: number; high: number }
  reset: number
  slow: number
  slowFor: number
  malformed: number
  digest: number
  partial: number
  skew: number
  expiredToken: number
  duplicate: number
  reorder: number
  qps: number
  signature: SignatureFaultName | null
  signatureShare: number
}

export const certificateKindNames = ['modern', 'legacy'] as const
export type CertificateKindName = (typeof certificateKindNames)[number]

export const callbackScheduleNames = ['domestic', 'longer', 'international'] as const
export type CallbackScheduleName = (typeof callbackScheduleNames)[number]

export const contentMd5Names = ['hex', 'base64-hex', 'base64-raw'] as const
export type ContentMd5Name = (typeof contentMd5Names)[number]

/** How pushes are written and how often a callback is tried again. */
export type SimulatorPushes = { contentMd5: ContentMd5Name; callbackSchedule: CallbackScheduleName }

export const traceKinds = [
  'sent',
  'delayed',
  'received',
  'made-visible',
  'visibility-changed',
  'deleted',
  'expired',
  'published',
  'push-attempt',
  'pushed',
  'given-up',
] as const
export type TraceKind = (typeof traceKinds)[number]

export type TraceEvent = {
  /** In the simulator's own time. */
  at: Instant
  messageId: string
  kind: TraceKind
  /** `queues/<name>`, `topics/<name>` or `topics/<name>/subscriptions/<name>`. */
  place: string
  by: string | null
  detail: Record<string, string | number | boolean>
}

export type OutboxItem = { at: Instant; messageId: string | null; to: string } & (
  | { kind: 'mail'; from: string; subject: string; body: string; isHtml: boolean }
  | { kind: 'sms'; bizId: string; signName: string; templateCode: string; content: string; parts: number }
)

/** Everything that the panel shows at once; sent whole, about once a second. */
export type SimulatorState =
  | { running: false }
  | {
      running: true
      access: SimulatorAccess
      /** What starts a simulator like this one from a terminal. */
      command: string
      /** The mix that is wanted, also while it rests. */
      traffic: SimulatorTraffic
      flowing: boolean
      /** SMS since the traffic last changed. */
      sent: number
      faults: SimulatorFaults
      clock: { now: Instant; speed: number }
      pushes: SimulatorPushes
      certificates: number
      outboxTotal: number
      queues: number
      topics: number
      counters: Partial<Record<TraceKind, number>>
    }
