import type { AccountId, Instant, MonitorId } from '../../contract/brand.ts'
import type { MonitorMode, MonitorStatus } from '../../contract/status.ts'
import type { Words } from '../../contract/words.ts'
import { type Monitor, notStarted } from './createMonitor.ts'
import { createExchangeLog, type ExchangeLog } from './exchangeLog.ts'

export type MonitorSettings = {
  account: AccountId
  queue: string
  type: string
  mode: MonitorMode
  parallel: number
}

/** A monitor as it was asked for, with what is known of it while it runs and while it doesn't. */
export type MonitorEntry = {
  id: MonitorId
  settings: MonitorSettings
  accountName: string
  /** Stored monitors keep their settings over a restart; those of the config file come from there. */
  stored: boolean
  /** Whether it should run, as the user last said. */
  wanted: boolean
  /** The endpoint for which taking messages was chosen; null while it peeks. */
  takesFrom: string | null
  /** Why it peeks although more was chosen once. */
  setBack: Words | null
  /** What the queue said of itself when it was asked without a run. */
  counts: MonitorStatus['queueCounts']
  monitor: Monitor | null
  /** What the last run came to, for as long as none is running. */
  last: ReturnType<Monitor['status']> | null
  exchanges: ExchangeLog
  clockSkewMs: number | null
  credentialsUntil: () => Instant | null
}

/** One per queue. */
export const monitorIdOf = (account: AccountId, queue: string): MonitorId =>
  `${account}/${queue}` as MonitorId

export function createEntry(
  settings: MonitorSettings,
  accountName: string,
  { stored, wanted, takesFrom }: Pick<MonitorEntry, 'stored' | 'wanted' | 'takesFrom'>,
): MonitorEntry {
  return {
    id: monitorIdOf(settings.account, settings.queue),
    settings,
    accountName,
    stored,
    wanted,
    takesFrom,
    setBack: null,
    counts: null,
    monitor: null,
    last: null,
    exchanges: createExchangeLog(),
    clockSkewMs: null,
    credentialsUntil: () => null,
  }
}

export function toStatus(entry: MonitorEntry): MonitorStatus {
  const { id, settings, accountName, monitor, last } = entry
  const running = monitor?.status() ?? last
  return {
    id,
    account: settings.account,
    accountName,
    queue: settings.queue,
    type: settings.type,
    mode: settings.mode,
    state: running?.state ?? 'stopped',
    reason: running?.reason ?? notStarted,
    parallel: settings.parallel,
    perSecond: running?.perSecond ?? 0,
    received: running?.received ?? 0,
    lastMessageAt: running?.lastMessageAt ?? null,
    lastError: running?.lastError ?? entry.setBack,
    lagMs: running?.lagMs ?? null,
    queueCounts: running?.queueCounts ?? entry.counts,
    credentialsUntil: entry.credentialsUntil(),
    clockSkewMs: entry.clockSkewMs,
  }
}
