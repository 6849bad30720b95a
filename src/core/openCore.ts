import type { Handlers } from '../contract/api.ts'
import type { AppInfo, SimulatorStatus, Status } from '../contract/status.ts'
import { configAccountId, createAccounts, givenAccount } from './accounts/createAccounts.ts'
import { readConfig } from './config/readConfig.ts'
import { createBell } from './createBell.ts'
import { accountHandlers } from './handlers/accountHandlers.ts'
import { monitorHandlers } from './handlers/monitorHandlers.ts'
import { queryHandlers } from './handlers/queryHandlers.ts'
import { receiptHandlers } from './handlers/receiptHandlers.ts'
import { createIngest } from './ingest/createIngest.ts'
import { decodeMessage } from './ingest/decodeMessage.ts'
import { createMonitors } from './monitor/createMonitors.ts'
import { StartError } from './startError.ts'
import { watchStatus } from './status/watchStatus.ts'
import { openStore } from './store/openStore.ts'
import { startReader } from './store/startReader.ts'
import { startTextIndexing } from './store/startTextIndexing.ts'

export type LogEntry = {
  level: 'debug' | 'info' | 'warn' | 'error'
  message: string
  [detail: string]: string | number | boolean | null
}

export type CoreOptions = {
  dataDirectory: string
  /** 32 bytes that seal what is secret; the host keeps them. */
  dataKey: Uint8Array
  host: AppInfo['host']
  version: string
  locale: string
  secrets: AppInfo['secrets']
  /** `auto`: the built-in simulator until an account is configured; `demo`: with lively traffic; or none. */
  simulator: 'auto' | 'demo' | 'off'
  /** A parsed config file, or null. */
  config: unknown
  log: (entry: LogEntry) => void
  now?: () => number
}

export type Core = {
  handlers: Handlers
  /** The local endpoint that takes pushes; null while there is none. */
  endpoint: string | null
  simulator(): SimulatorStatus
  /** Before the machine sleeps: polls end, nothing new is started. */
  suspend(): void
  /** After it woke: polls start at once. */
  resume(): void
  close(): Promise<void>
}

/** The application without a host. Known trouble is thrown as a StartError. */
export async function openCore(options: CoreOptions): Promise<Core> {
  const { now = Date.now, log } = options
  if (options.dataKey.byteLength !== 32) {
    throw new StartError(
      'bad-data-key',
      `The data key has ${options.dataKey.byteLength} bytes; 32 are needed`,
      'Give the key that this data directory was made with.',
    )
  }
  const config = readConfig(options.config)
  const warn = (message: string) => log({ level: 'warn', message })
  const given = config.accounts.map(account => givenAccount(account, warn))
  const store = openStore(options.dataDirectory)
  const reader = startReader(store.path)
  const stopIndexing = startTextIndexing(store, warn)
  const ingest = createIngest(store, decodeMessage)
  const accounts = createAccounts(store.prepare, options.dataKey)
  for (const { account, secrets } of given) accounts.give(account, secrets)
  const bell = createBell()
  const parts = { prepare: store.prepare, accounts, ingest, now, random: Math.random, changed: bell.ring }
  const monitors = createMonitors(parts)
  store.bell.onRing(bell.ring)
  monitors.restore()
  for (const { account, start, ...settings } of config.monitors) {
    monitors.give({ ...settings, account: configAccountId(account) }, start)
  }
  const simulator = (): SimulatorStatus => ({ running: false, endpoint: null, reason: 'off' })
  const readStatus = (): Status => {
    const all = monitors.list()
    return {
      monitors: all,
      endpoint: {
        listening: false,
        url: null,
        perSecond: 0,
        received: 0,
        reason: 'Not part of this version',
      },
      simulator: simulator(),
      store: store.status(),
      perSecond: all.reduce((sum, { perSecond }) => sum + perSecond, 0),
    }
  }

  const receipts = receiptHandlers(store, reader, now)
  const handlers: Handlers = {
    calls: {
      'app.info': () => ({
        version: options.version,
        host: options.host,
        platform: process.platform,
        dataDirectory: options.dataDirectory,
        secrets: options.secrets,
        locale: options.locale,
      }),
      ...receipts.calls,
      ...queryHandlers(store, now),
      ...accountHandlers(accounts, id => monitors.accountChanged(id)),
      ...monitorHandlers(monitors),
    },
    streams: {
      ...receipts.streams,
      'status.watch': (_, { signal }) => watchStatus(readStatus, bell, signal),
    },
  }
  return {
    handlers,
    endpoint: null,
    simulator,
    suspend: monitors.suspend,
    resume: monitors.resume,
    async close() {
      await monitors.close()
      await ingest.close()
      stopIndexing()
      await reader.close()
      store.close()
    },
  }
}
