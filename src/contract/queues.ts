import type { Instant } from './brand.ts'
import type { Words } from './words.ts'

/** One request and its answer, for people to look at: what proves who we are is cut out of it. */
export type HttpExchange = {
  at: Instant
  durationMs: number
  method: string
  target: string
  requestHeaders: readonly (readonly [name: string, value: string])[]
  requestBody: string | null
  /** Null where nothing was signed: no credentials could be had. */
  stringToSign: string | null
  /** Null where there was no answer. */
  status: number | null
  replyHeaders: readonly (readonly [name: string, value: string])[]
  replyBody: string | null
  /** Why there was no answer. */
  problem: Words | null
}

/** What a call brought, and the requests behind it. That the service refuses is an outcome, no error. */
export type Operated<T> = { exchanges: HttpExchange[] } & (
  | { ok: true; value: T }
  | {
      ok: false
      failure: { status: number | null; code: string; message: Words; requestId: string | null }
    }
)

/** What a queue's owner may set; null leaves as it is, or to the service. Seconds and bytes. */
export type QueueSettings = {
  delaySeconds: number | null
  maximumMessageSize: number | null
  messageRetentionPeriod: number | null
  visibilityTimeout: number | null
  pollingWaitSeconds: number | null
  loggingEnabled: boolean | null
}

export type QueueInfo = QueueSettings & {
  name: string
  createdAt: Instant | null
  changedAt: Instant | null
  active: number | null
  inactive: number | null
  delayed: number | null
}

export type TopicSettings = { maximumMessageSize: number | null; loggingEnabled: boolean | null }

export type TopicInfo = TopicSettings & {
  name: string
  createdAt: Instant | null
  changedAt: Instant | null
  messageRetentionPeriod: number | null
  messages: number | null
}

export const notifyStrategies = ['BACKOFF_RETRY', 'EXPONENTIAL_DECAY_RETRY'] as const
export type NotifyStrategy = (typeof notifyStrategies)[number]
export const notifyFormats = ['XML', 'JSON', 'SIMPLIFIED'] as const
export type NotifyFormat = (typeof notifyFormats)[number]

export type SubscriptionInfo = {
  name: string
  endpoint: string | null
  filterTag: string | null
  notifyStrategy: string | null
  notifyContentFormat: string | null
  createdAt: Instant | null
}

export type BrowsedMessage = {
  messageId: string | null
  /** The right to hide or delete it; null where it was only looked at. */
  lease: string | null
  body: string
  /** The text inside a body that is Base64; null where it isn't. */
  decoded: string | null
  enqueuedAt: Instant | null
  firstReceivedAt: Instant | null
  /** When it comes back to the others. */
  leasedUntil: Instant | null
  dequeueCount: number | null
  priority: number | null
}

export type SendOutcome =
  | { ok: true; messageId: string; bodyMd5: string }
  | { ok: false; code: string; message: Words }

/** SMS to go with a topic's message. */
export type SmsAttributes = {
  signName: string
  templateCode: string
  receivers: string[]
  parameters: Record<string, string>
}

/** Mail to go with a topic's message; its body is the message's own. */
export type MailAttributes = { accountName: string; subject: string; isHtml: boolean }
