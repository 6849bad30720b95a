import type { AccountId, Instant, MonitorId } from './brand.ts'

export type MonitorMode = 'peek' | 'lease' | 'consume'
export type MonitorState = 'polling' | 'idle' | 'backing-off' | 'stopped' | 'paused'

export type MonitorStatus = {
  id: MonitorId
  account: AccountId
  accountName: string
  queue: string
  type: string
  mode: MonitorMode
  state: MonitorState
  /** Why it is in this state, in words. */
  reason: string
  parallel: number
  perSecond: number
  received: number
  lastMessageAt: Instant | null
  lastError: string | null
  lagMs: number | null
}

export type EndpointStatus = {
  listening: boolean
  url: string | null
  perSecond: number
  received: number
  reason: string
}

export type SimulatorStatus = { running: boolean; endpoint: string | null; reason: string }

export type StoreStatus = {
  rows: number
  bytes: number
  walBytes: number
  /** False while the disk is full or the database can't be written: nothing is consumed then. */
  writable: boolean
  lastError: string | null
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
