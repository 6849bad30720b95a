import { Agent } from 'undici'
import { ApiError } from '../../contract/apiError.ts'
import type { AccountId, Instant, MonitorId } from '../../contract/brand.ts'
import type { MonitorMode, MonitorStatus } from '../../contract/status.ts'
import type { Accounts } from '../accounts/createAccounts.ts'
import { signerFor } from '../credentials/signerFor.ts'
import type { Ingest } from '../ingest/createIngest.ts'
import { createMnsClient } from '../mns/createMnsClient.ts'
import type { Prepare } from '../store/prepareCached.ts'
import { createMonitor, type Monitor } from './createMonitor.ts'
import { createExchangeLog, type ExchangeLog } from './exchangeLog.ts'

export type MonitorSettings = {
  account: AccountId
  queue: string
  type: string
  mode: MonitorMode
  parallel: number
}

type Entry = {
  id: MonitorId
  settings: MonitorSettings
  accountName: string
  /** Stored monitors keep their settings over a restart; those of the config file come from there. */
  stored: boolean
  /** Whether it should run, as the user last said. */
  wanted: boolean
  monitor: Monitor | null
  /** What the last run came to, for as long as none is running. */
  last: ReturnType<Monitor['status']> | null
  exchanges: ExchangeLog
  clockSkewMs: number | null
  credentialsUntil: () => Instant | null
}

export type Monitors = ReturnType<typeof createMonitors>

/** One per queue. */
const monitorIdOf = (account: AccountId, queue: string): MonitorId => `${account}/${queue}` as MonitorId

type StoredMonitor = MonitorSettings & { wanted: number }

/** All monitors: what was asked of each, and the running ones. */
export function createMonitors(parts: {
  prepare: Prepare
  accounts: Accounts
  ingest: Ingest
  now: () => number
  random: () => number
  changed: () => void
}) {
  const { prepare, accounts, now } = parts
  const dispatcher = new Agent({ keepAliveTimeout: 30_000, pipelining: 1 })
  const entries = new Map<MonitorId, Entry>()
  let suspended = false

  const add = (settings: MonitorSettings, stored: boolean, wanted: boolean): Entry => {
    const id = monitorIdOf(settings.account, settings.queue)
    const entry: Entry = {
      id,
      settings,
      accountName: accounts.find(settings.account)?.name ?? settings.account,
      stored,
      wanted,
      monitor: null,
      last: null,
      exchanges: createExchangeLog(),
      clockSkewMs: null,
      credentialsUntil: () => null,
    }
    entries.set(id, entry)
    return entry
  }

  const run = (entry: Entry) => {
    if (entry.monitor !== null || suspended) return
    const { account, signer } = signerFor(accounts, entry.settings.account, entry.settings, {
      dispatcher,
      now,
    })
    entry.credentialsUntil = signer.until
    const client = createMnsClient({
      endpoint: account.endpoint,
      dispatcher,
      signer,
      now,
      onExchange: entry.exchanges.add,
      onClockSkew: milliseconds => {
        entry.clockSkewMs = milliseconds
      },
    })
    const definition = { ...entry.settings, account }
    entry.accountName = account.name
    entry.monitor = createMonitor(definition, { ...parts, client })
    entry.monitor.start()
  }

  const halt = async (entry: Entry) => {
    const { monitor } = entry
    entry.monitor = null
    await monitor?.stop()
    entry.last = monitor?.status() ?? entry.last
  }

  const find = (id: MonitorId): Entry => {
    const entry = entries.get(id)
    if (entry === undefined) throw new ApiError('not-found', 'There is no such monitor')
    return entry
  }

  const remember = ({ settings, stored, wanted }: Entry) => {
    if (!stored) return
    const { account, queue, type, mode, parallel } = settings
    prepare(
      'INSERT OR REPLACE INTO monitor (account, queue, type, mode, parallel, wanted) VALUES (?, ?, ?, ?, ?, ?)',
    ).run(account, queue, type, mode, parallel, wanted ? 1 : 0)
  }

  const remove = async (id: MonitorId): Promise<void> => {
    const entry = find(id)
    await halt(entry)
    entries.delete(id)
    prepare('DELETE FROM monitor WHERE account = ? AND queue = ?').run(
      entry.settings.account,
      entry.settings.queue,
    )
    parts.changed()
  }

  return {
    /** Adds one that lives as long as this process. */
    give(settings: MonitorSettings, start: boolean): void {
      const entry = add(settings, false, start)
      if (start) run(entry)
    },

    /** Starts what was running when the program ended; trouble stays with its monitor. */
    restore(): void {
      for (const { wanted, ...settings } of prepare('SELECT * FROM monitor').all() as StoredMonitor[]) {
        const entry = add(settings, true, wanted === 1)
        if (!entry.wanted) continue
        try {
          run(entry)
        } catch {
          entry.wanted = false
        }
      }
    },

    async save(settings: MonitorSettings): Promise<MonitorId> {
      if (accounts.find(settings.account) === null)
        throw new ApiError('not-found', 'There is no such account')
      const known = entries.get(monitorIdOf(settings.account, settings.queue))
      if (known !== undefined) await halt(known)
      const entry = add(settings, known?.stored ?? true, known?.wanted ?? false)
      remember(entry)
      if (entry.wanted) run(entry)
      parts.changed()
      return entry.id
    },

    remove,

    start(id: MonitorId): void {
      const entry = find(id)
      run(entry)
      entry.wanted = true
      remember(entry)
      parts.changed()
    },

    async stop(id: MonitorId): Promise<void> {
      const entry = find(id)
      entry.wanted = false
      remember(entry)
      await halt(entry)
      parts.changed()
    },

    async setMode(id: MonitorId, mode: MonitorMode): Promise<void> {
      const entry = find(id)
      await halt(entry)
      entry.settings = { ...entry.settings, mode }
      remember(entry)
      if (entry.wanted) run(entry)
      parts.changed()
    },

    exchanges: (id: MonitorId) => find(id).exchanges.newestFirst(),

    /** The account was changed or is gone: its monitors sign with what it is now, or go too. */
    async accountChanged(account: AccountId): Promise<void> {
      for (const entry of [...entries.values()].filter(({ settings }) => settings.account === account)) {
        await halt(entry)
        if (accounts.find(account) === null) await remove(entry.id)
        else if (entry.wanted) run(entry)
      }
    },

    list: (): MonitorStatus[] => [...entries.values()].map(toStatus),

    suspend(): void {
      suspended = true
      for (const entry of entries.values()) void halt(entry)
    },

    resume(): void {
      suspended = false
      for (const entry of entries.values()) if (entry.wanted) run(entry)
    },

    async close(): Promise<void> {
      suspended = true
      await Promise.all([...entries.values()].map(entry => halt(entry)))
      await dispatcher.destroy()
    },
  }
}

function toStatus(entry: Entry): MonitorStatus {
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
    reason: running?.reason ?? 'Not started',
    parallel: settings.parallel,
    perSecond: running?.perSecond ?? 0,
    received: running?.received ?? 0,
    lastMessageAt: running?.lastMessageAt ?? null,
    lastError: running?.lastError ?? null,
    lagMs: running?.lagMs ?? null,
    queueCounts: running?.queueCounts ?? null,
    credentialsUntil: entry.credentialsUntil(),
    clockSkewMs: entry.clockSkewMs,
  }
}
