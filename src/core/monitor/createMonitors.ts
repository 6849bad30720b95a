import { ApiError } from '../../contract/apiError.ts'
import type { AccountId, MonitorId } from '../../contract/brand.ts'
import type { MonitorMode, MonitorStatus } from '../../contract/status.ts'
import type { Accounts } from '../accounts/createAccounts.ts'
import type { Ingest } from '../ingest/createIngest.ts'
import type { OpenConnections } from '../outbound/createOutbound.ts'
import type { Prepare } from '../store/prepareCached.ts'
import { createConsent } from './createConsent.ts'
import { createMonitor } from './createMonitor.ts'
import {
  createEntry,
  type MonitorEntry,
  type MonitorSettings,
  monitorIdOf,
  toStatus,
} from './monitorEntry.ts'
import { createMonitorTable } from './monitorTable.ts'
import { openQueue } from './openQueue.ts'

export type Monitors = ReturnType<typeof createMonitors>

/** All monitors: what was asked of each, and the running ones. */
export function createMonitors(parts: {
  prepare: Prepare
  accounts: Accounts
  ingest: Ingest
  open: OpenConnections
  now: () => number
  random: () => number
  changed: () => void
}) {
  const { accounts, now, changed } = parts
  const dispatcher = parts.open('monitor', { keepAliveTimeout: 30_000, pipelining: 1 })
  const tokens = parts.open('token')
  const table = createMonitorTable(parts.prepare)
  const open = (entry: MonitorEntry) => openQueue(entry, { accounts, dispatcher, tokens, now })
  const consent = createConsent({ accounts, open, changed })
  const entries = new Map<MonitorId, MonitorEntry>()
  let suspended = false

  const create = (
    settings: MonitorSettings,
    kept: Pick<MonitorEntry, 'stored' | 'wanted' | 'takesFrom'>,
  ): MonitorEntry => createEntry(settings, accounts.find(settings.account)?.name ?? settings.account, kept)

  const add = (...given: Parameters<typeof create>): MonitorEntry => {
    const entry = create(...given)
    entries.set(entry.id, entry)
    return entry
  }

  const holdToChoice = (entry: MonitorEntry) => {
    if (consent.holdToChoice(entry)) table.remember(entry)
  }

  const run = (entry: MonitorEntry) => {
    if (entry.monitor !== null || suspended) return
    holdToChoice(entry)
    const { account, client } = open(entry)
    const definition = { ...entry.settings, account }
    entry.accountName = account.name
    entry.monitor = createMonitor(definition, { ...parts, client })
    entry.monitor.start()
  }

  const halt = async (entry: MonitorEntry) => {
    const { monitor } = entry
    entry.monitor = null
    await monitor?.stop()
    entry.last = monitor?.status() ?? entry.last
  }

  const find = (id: MonitorId): MonitorEntry => {
    const entry = entries.get(id)
    if (entry === undefined)
      throw new ApiError('not-found', { en: 'There is no such monitor', zh: '没有这个监听' })
    return entry
  }

  const remove = async (id: MonitorId): Promise<void> => {
    const entry = find(id)
    await halt(entry)
    entries.delete(id)
    table.forget(entry)
    changed()
  }

  return {
    /** Adds one that lives as long as this process. */
    give(settings: MonitorSettings, start: boolean): void {
      const takesFrom = accounts.find(settings.account)?.endpoint ?? null
      const entry = add(settings, { stored: false, wanted: start, takesFrom })
      if (start) run(entry)
    },

    /** Starts what was running when the program ended; trouble stays with its monitor. */
    restore(): void {
      for (const { settings, wanted, takesFrom } of table.all()) {
        const entry = add(settings, { stored: true, wanted, takesFrom })
        holdToChoice(entry)
        if (!entry.wanted) continue
        try {
          run(entry)
        } catch {
          entry.wanted = false
        }
      }
    },

    /** `typedName` names the queue where messages are taken from one that is not on this machine. */
    async save(settings: MonitorSettings, typedName: string | null): Promise<MonitorId> {
      if (accounts.find(settings.account) === null)
        throw new ApiError('not-found', { en: 'There is no such account', zh: '没有这个账号' })
      const known = entries.get(monitorIdOf(settings.account, settings.queue))
      const takesFrom = await consent.require(
        known ?? create(settings, { stored: false, wanted: false, takesFrom: null }),
        settings.mode,
        typedName,
      )
      if (known !== undefined) await halt(known)
      const entry = add(settings, {
        stored: known?.stored ?? true,
        wanted: known?.wanted ?? false,
        takesFrom,
      })
      table.remember(entry)
      if (entry.wanted) run(entry)
      changed()
      return entry.id
    },

    remove,

    start(id: MonitorId): void {
      const entry = find(id)
      run(entry)
      entry.wanted = true
      table.remember(entry)
      changed()
    },

    async stop(id: MonitorId): Promise<void> {
      const entry = find(id)
      entry.wanted = false
      table.remember(entry)
      await halt(entry)
      changed()
    },

    /** `typedName` names the queue where messages are taken from one that is not on this machine. */
    async setMode(id: MonitorId, mode: MonitorMode, typedName: string | null): Promise<void> {
      const entry = find(id)
      const takesFrom = await consent.require(entry, mode, typedName)
      await halt(entry)
      entry.settings = { ...entry.settings, mode }
      entry.takesFrom = takesFrom
      entry.setBack = null
      table.remember(entry)
      if (entry.wanted) run(entry)
      changed()
    },

    exchanges: (id: MonitorId) => find(id).exchanges.newestFirst(),

    /** The account was changed or is gone: its monitors sign with what it is now, or go too. */
    async accountChanged(account: AccountId): Promise<void> {
      const concerned = [...entries.values()].filter(({ settings }) => settings.account === account)
      for (const entry of concerned) holdToChoice(entry)
      for (const entry of concerned) {
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
      await Promise.all([dispatcher.destroy(), tokens.destroy()])
    },
  }
}
