import { Agent } from 'undici'
import type { Account } from '../../contract/account.ts'
import { ApiError } from '../../contract/apiError.ts'
import type { AccountId, Instant, MonitorId } from '../../contract/brand.ts'
import type { MonitorMode, MonitorStatus } from '../../contract/status.ts'
import type { Accounts } from '../accounts/createAccounts.ts'
import { signerFor } from '../credentials/signerFor.ts'
import type { Ingest } from '../ingest/createIngest.ts'
import { createMnsClient, type MnsClient } from '../mns/createMnsClient.ts'
import { describeFailure } from '../mns/mnsResult.ts'
import type { Prepare } from '../store/prepareCached.ts'
import { consentNeeded, type Holding, takes } from './consentNeeded.ts'
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
  /** The endpoint for which taking messages was chosen; null while it peeks. */
  takesFrom: string | null
  /** Why it peeks although more was chosen once. */
  setBack: string | null
  /** What the queue said of itself when it was asked without a run. */
  counts: MonitorStatus['queueCounts']
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

type StoredMonitor = MonitorSettings & { wanted: number; takes_from: string | null }

const askMilliseconds = 4000

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

  const create = (
    settings: MonitorSettings,
    stored: boolean,
    wanted: boolean,
    takesFrom: string | null,
  ): Entry => {
    const id = monitorIdOf(settings.account, settings.queue)
    return {
      id,
      settings,
      accountName: accounts.find(settings.account)?.name ?? settings.account,
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

  const add = (...given: Parameters<typeof create>): Entry => {
    const entry = create(...given)
    entries.set(entry.id, entry)
    return entry
  }

  const clientOf = (entry: Entry): { account: Account; client: MnsClient } => {
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
    return { account, client }
  }

  const askHolding = async (entry: Entry): Promise<Holding> => {
    try {
      const { queue } = entry.settings
      const signal = AbortSignal.timeout(askMilliseconds)
      const result = await clientOf(entry).client.attributes(queue, signal)
      if (!result.ok) return { unknown: describeFailure(result.failure) }
      const { activeMessages, inactiveMessages, delayMessages } = result.value
      entry.counts = { active: activeMessages, inactive: inactiveMessages, delayed: delayMessages }
      parts.changed()
      return activeMessages === null ? { unknown: 'the queue does not say' } : { active: activeMessages }
    } catch (error) {
      return { unknown: error instanceof Error ? error.message : String(error) }
    }
  }

  const endpointOf = (id: AccountId): string | null => accounts.find(id)?.endpoint ?? null

  /**
   * Whoever takes messages from a queue that is not on this machine must name it; what was chosen already stays so.
   * The answer is the endpoint that they may be taken from.
   */
  const requireConsent = async (
    entry: Entry,
    mode: MonitorMode,
    typedName: string | null,
  ): Promise<string | null> => {
    if (!takes(mode)) return null
    const { account: id, queue } = entry.settings
    const account = accounts.find(id)
    if (account === null) throw new ApiError('not-found', 'There is no such account')
    if (!account.cloud || typedName === queue) return account.endpoint
    const current = entries.get(entry.id)
    if (current?.settings.mode === mode && current.takesFrom === account.endpoint) return account.endpoint
    throw consentNeeded(mode, { queue, accountName: account.name }, await askHolding(entry))
  }

  /** Taking was chosen for the queues of one endpoint, not for whatever the account is changed to. */
  const holdToChoice = (entry: Entry): void => {
    const account = accounts.find(entry.settings.account)
    if (!takes(entry.settings.mode) || account?.cloud !== true || entry.takesFrom === account.endpoint) return
    entry.setBack = `It was to ${entry.settings.mode} from another endpoint than the account has now: it peeks until that is confirmed again`
    entry.settings = { ...entry.settings, mode: 'peek' }
    entry.takesFrom = null
    remember(entry)
  }

  const run = (entry: Entry) => {
    if (entry.monitor !== null || suspended) return
    holdToChoice(entry)
    const { account, client } = clientOf(entry)
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

  const remember = ({ settings, stored, wanted, takesFrom }: Entry) => {
    if (!stored) return
    const { account, queue, type, mode, parallel } = settings
    prepare(
      `INSERT OR REPLACE INTO monitor (account, queue, type, mode, parallel, wanted, takes_from)
        VALUES (?, ?, ?, ?, ?, ?, ?)`,
    ).run(account, queue, type, mode, parallel, wanted ? 1 : 0, takesFrom)
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
      const entry = add(settings, false, start, endpointOf(settings.account))
      if (start) run(entry)
    },

    /** Starts what was running when the program ended; trouble stays with its monitor. */
    restore(): void {
      const stored = prepare('SELECT * FROM monitor').all() as StoredMonitor[]
      for (const { wanted, takes_from, ...settings } of stored) {
        const entry = add(settings, true, wanted === 1, takes_from)
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
        throw new ApiError('not-found', 'There is no such account')
      const takesFrom = await requireConsent(create(settings, false, false, null), settings.mode, typedName)
      const known = entries.get(monitorIdOf(settings.account, settings.queue))
      if (known !== undefined) await halt(known)
      const entry = add(settings, known?.stored ?? true, known?.wanted ?? false, takesFrom)
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

    /** `typedName` names the queue where messages are taken from one that is not on this machine. */
    async setMode(id: MonitorId, mode: MonitorMode, typedName: string | null): Promise<void> {
      const entry = find(id)
      const takesFrom = await requireConsent(entry, mode, typedName)
      await halt(entry)
      entry.settings = { ...entry.settings, mode }
      entry.takesFrom = takesFrom
      entry.setBack = null
      remember(entry)
      if (entry.wanted) run(entry)
      parts.changed()
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
    lastError: running?.lastError ?? entry.setBack,
    lagMs: running?.lagMs ?? null,
    queueCounts: running?.queueCounts ?? entry.counts,
    credentialsUntil: entry.credentialsUntil(),
    clockSkewMs: entry.clockSkewMs,
  }
}
