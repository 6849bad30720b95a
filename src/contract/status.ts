import type { AccountId, Instant, MonitorId } from './brand.ts'
import type { Words } from './words.ts'

export const monitorModes = ['peek', 'lease', 'consume'] as const
export type MonitorMode = (typeof monitorModes)[number]
export type MonitorState = 'polling' | 'idle' | 'backing-off' | 'stopped' | 'paused'

export type MonitorStatus = {
  id: MonitorId
  account: AccountId
  accountName: string
  queue: string
  type: string
  mode: MonitorMode
  state: MonitorState
  /** Why it is in this state. */
  reason: Words
  parallel: number
  perSecond: number
  received: number
  lastMessageAt: Instant | null
  lastError: Words | null
  /** Now minus the enqueue time of the last message, when it came. */
  lagMs: number | null
  /** What the queue says of itself; null until it was asked. */
  queueCounts: { active: number | null; inactive: number | null; delayed: number | null } | null
  /** When the temporary credentials end; null where they don't. */
  credentialsUntil: Instant | null
  /** The service's clock minus this machine's, where the service said its time. */
  clockSkewMs: number | null
}

export type EndpointStatus = {
  /** Switched on; where it does not listen then, it is tried again by itself. */
  wanted: boolean
  listening: boolean
  /** It listens where others than this machine can reach it. */
  wide: boolean
  url: string | null
  perSecond: number
  received: number
  reason: Words
}

export type SimulatorStatus = { running: boolean; endpoint: string | null; reason: Words }

export type StoreStatus = {
  rows: number
  bytes: number
  walBytes: number
  /** False while the disk is full or the database can't be written: nothing is consumed then. */
  writable: boolean
  lastError: Words | null
  /** What to do about it; null where nothing is wrong. */
  advice: Words | null
}

/** Everything the bar and the status line show; sent whole, at most a few times a second. */
export type Status = {
  monitors: MonitorStatus[]
  endpoint: EndpointStatus
  simulator: SimulatorStatus
  store: StoreStatus
  perSecond: number
}

export type AppInfo = {
  version: string
  host: 'desktop' | 'headless'
  platform: string
  dataDirectory: string
  /** How secrets are kept at rest, in words that can be shown. */
  secrets: 'keychain' | 'key-file' | 'environment' | 'plain-text-keychain'
  /** The system's language as a BCP 47 tag; the window's default. */
  locale: string
}
