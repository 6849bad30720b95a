import { randomUUID } from 'node:crypto'
import type { Handlers } from '../contract/api.ts'
import { ApiError } from '../contract/apiError.ts'
import type { AccountId } from '../contract/brand.ts'
import type { Retention } from '../contract/retention.ts'
import type { AppInfo, SimulatorStatus, Status } from '../contract/status.ts'
import type { Words } from '../contract/words.ts'
import { type Accounts, configAccountId, createAccounts, givenAccount } from './accounts/createAccounts.ts'
import { createAlertTable } from './alerts/alertTable.ts'
import { createAlerts } from './alerts/createAlerts.ts'
import { startTroubleWatch } from './alerts/startTroubleWatch.ts'
import { type Closing, createClosing } from './closing.ts'
import { readConfig } from './config/readConfig.ts'
import { createBell } from './createBell.ts'
import { createLogRing } from './diagnostics/createLogRing.ts'
import { describeInstance } from './diagnostics/describeInstance.ts'
import { accountHandlers } from './handlers/accountHandlers.ts'
import { alertHandlers } from './handlers/alertHandlers.ts'
import { compensationHandlers } from './handlers/compensationHandlers.ts'
import { type ExportFile, exportHandlers } from './handlers/exportHandlers.ts'
import { importHandlers } from './handlers/importHandlers.ts'
import { retentionInput } from './handlers/inputs.ts'
import { monitorHandlers } from './handlers/monitorHandlers.ts'
import { preferenceHandlers } from './handlers/preferenceHandlers.ts'
import { queryHandlers } from './handlers/queryHandlers.ts'
import { queueHandlers } from './handlers/queueHandlers.ts'
import { receiptHandlers } from './handlers/receiptHandlers.ts'
import { retentionHandlers, retentionKey } from './handlers/retentionHandlers.ts'
import { sendHandlers } from './handlers/sendHandlers.ts'
import { simulatorHandlers } from './handlers/simulatorHandlers.ts'
import { sqlHandlers } from './handlers/sqlHandlers.ts'
import { viewHandlers } from './handlers/viewHandlers.ts'
import { importInto, type TakeFile } from './import/importInto.ts'
import { createIngest } from './ingest/createIngest.ts'
import { decodeMessage } from './ingest/decodeMessage.ts'
import { createMonitors } from './monitor/createMonitors.ts'
import { openPushes } from './openPushes.ts'
import { createOutbound, type Outbound } from './outbound/createOutbound.ts'
import { createPruner } from './retention/createPruner.ts'
import { startRetention } from './retention/startRetention.ts'
import { createSettling } from './sends/settleSends.ts'
import { startSettling } from './sends/startSettling.ts'
import { createSettings } from './settings/createSettings.ts'
import { createSimulatorSwitch } from './simulator/createSimulatorSwitch.ts'
import { type SimulatorChoice, simulatorReason } from './simulator/simulatorReason.ts'
import {
  type BuiltInSimulator,
  type KnownPlace,
  simulatorAccountId,
  startBuiltInSimulator,
} from './simulator/startBuiltInSimulator.ts'
import { createSqlConsole } from './sql/createSqlConsole.ts'
import type { StartProcess } from './sql/startProcess.ts'
import { StartError } from './startError.ts'
import { watchStatus } from './status/watchStatus.ts'
import { openStore } from './store/openStore.ts'
import type { Prepare } from './store/prepareCached.ts'
import { startReader } from './store/startReader.ts'
import { watchDamage } from './store/watchDamage.ts'
import { createViews } from './views/createViews.ts'

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
  simulator: SimulatorChoice
  /** A parsed config file, or null. */
  config: unknown
  log: (entry: LogEntry) => void
  now?: () => number
  /** Shows a directory to the user; absent where the host has no desktop. */
  openDirectory?: (path: string) => Promise<void>
  /** How this host starts a process of ours; without it, as plain Node does. */
  startProcess?: StartProcess
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
  /** Brings back the receipts of a file, beside whatever else is going on. */
  importFile: TakeFile
  exportFile: ExportFile
  close(): Promise<void>
}

/** The application without a host. Known trouble is thrown as a StartError, and nothing stays open then. */
export async function openCore(options: CoreOptions): Promise<Core> {
  if (options.dataKey.byteLength !== 32) {
    throw new StartError(
      'bad-data-key',
      {
        en: `The data key has ${options.dataKey.byteLength} bytes; 32 are needed`,
        zh: `数据密钥有 ${options.dataKey.byteLength} 字节，应为 32 字节`,
      },
      {
        en: 'Give the key that this data directory was made with.',
        zh: '请提供创建此数据目录时所用的密钥。',
      },
    )
  }
  const closing = createClosing()
  try {
    return await assemble(options, closing)
  } catch (error) {
    await closing.closeAll()
    throw error
  }
}

async function assemble(options: CoreOptions, closing: Closing): Promise<Core> {
  const { now = Date.now } = options
  const ring = createLogRing(options.log, now)
  const { log } = ring
  const warn = (message: string) => log({ level: 'warn', message })
  const config = readConfig(options.config)
  const given = config.accounts.map(account => givenAccount(account, warn))

  const store = openStore(options.dataDirectory, warn)
  closing.add(store.close)
  const reader = watchDamage(startReader(store.path), () => {
    store.noteDamage()
    warn('The database is damaged; the next start saves what can be read')
  })
  closing.add(reader.close)
  const ingest = createIngest(store, decodeMessage)
  closing.add(ingest.close)

  const settings = createSettings(store.prepare)
  const kept = config.retention ?? settings.read(retentionKey, retentionInput, keepEverything)
  const retention = startRetention(kept, createPruner(store, now), warn)
  closing.add(retention.stop)

  const accounts = createAccounts(store.prepare, options.dataKey)
  for (const { account, secrets } of given) accounts.give(account, secrets)
  const bell = createBell()
  const outbound = createOutbound(now)
  closing.add(store.bell.onRing(bell.ring))
  const simulator = wantsSimulator(options.simulator, accounts, store.prepare)
    ? await startSimulatorFor(options, outbound.note)
    : null
  const simulatorBell = createBell()
  const simulators = createSimulatorSwitch({
    first: simulator,
    start: place => startSimulatorFor(options, outbound.note, place),
    attach: started => attach(started),
    detach(id) {
      accounts.withdraw(id)
      return monitors.accountChanged(id)
    },
    changed() {
      bell.ring()
      simulatorBell.ring()
    },
  })
  closing.add(simulators.close)
  const pushes = await openPushes({
    dataDirectory: options.dataDirectory,
    config: config.endpoint,
    settings,
    simulator: () => simulators.running()?.simulator ?? null,
    keys: accounts.keys,
    store,
    reader,
    ingest,
    open: outbound.open,
    now,
    warn,
    changed: bell.ring,
  })
  closing.add(pushes.close)

  const monitors = createMonitors({
    prepare: store.prepare,
    accounts,
    ingest,
    open: outbound.open,
    now,
    random: Math.random,
    changed: bell.ring,
  })
  closing.add(monitors.close)
  monitors.restore()
  for (const { account, start, ...settings } of config.monitors) {
    monitors.give({ ...settings, account: configAccountId(account) }, start)
  }
  const attach = ({ account, secrets, queues }: BuiltInSimulator) => {
    accounts.give(account, secrets)
    for (const { queue, type } of queues) {
      monitors.give({ account: simulatorAccountId, queue, type, mode: 'consume', parallel: 4 }, true)
    }
  }
  if (simulator !== null) attach(simulator)

  const simulatorStatus = (): SimulatorStatus => {
    const running = simulators.running()
    return {
      running: running !== null,
      endpoint: running?.endpoint ?? null,
      reason: simulatorReason({
        choice: options.simulator,
        running: running !== null,
        by: simulators.by(),
        configured: accounts.list().length > 0,
      }),
    }
  }
  const accountChanged = async (id: AccountId) => {
    await monitors.accountChanged(id)
    if (options.simulator === 'auto') await simulators.makeWayFor(accounts.find(id))
  }
  const readStatus = (): Status => {
    const all = monitors.list()
    const endpoint = pushes.endpoint.status()
    // Looked at again, so that what went wrong is over as soon as it is, though nothing comes to be stored.
    store.trouble()
    return {
      monitors: all,
      endpoint,
      simulator: simulatorStatus(),
      store: store.status(),
      perSecond: all.reduce((sum, { perSecond }) => sum + perSecond, endpoint.perSecond),
    }
  }
  const receipts = receiptHandlers(store, reader, now)
  const exports = exportHandlers(store, reader, now, options.version)
  const simulation = simulatorHandlers(simulators, simulatorBell)
  const operations = queueHandlers(accounts, outbound.open, now)
  closing.add(operations.close)
  const savedViews = createViews(store.prepare, randomUUID)
  const views = viewHandlers(savedViews, store, reader, now)
  const alerts = createAlerts({
    table: createAlertTable(store.prepare, randomUUID),
    views: savedViews,
    reader,
    now,
    tell: ({ name, text }) => warn(`Alert ${name}: ${text.en}`),
  })
  closing.add(alerts.start(store.bell, error => warn(`Alerts could not be looked at: ${String(error)}`)))
  const readTrouble = () => ({ monitors: monitors.list(), store: store.status() })
  closing.add(startTroubleWatch(readTrouble, alerts.raise))
  const unsettled = (error: unknown) => warn(`Sends could not be settled: ${String(error)}`)
  closing.add(startSettling(store.bell, createSettling(store), unsettled))
  const sqlConsole = createSqlConsole(store.path, options.startProcess)
  closing.add(sqlConsole.close)
  const alerting = alertHandlers(alerts, savedViews, now)
  const compensations = compensationHandlers({
    ...{ accounts, ingest, store, reader, now, warn },
    open: outbound.open,
  })
  closing.add(compensations.close)
  compensations.restore()
  const preferences = preferenceHandlers(settings)
  const handlers: Handlers = {
    calls: {
      'app.info': () => describeApp(options),
      'data.open': () => openData(options),
      ...receipts.calls,
      ...exports.calls,
      ...queryHandlers(store, now),
      ...accountHandlers(accounts, accountChanged, outbound, now),
      ...monitorHandlers(monitors),
      ...simulation.calls,
      ...operations.calls,
      ...views.calls,
      ...alerting.calls,
      ...sqlHandlers(sqlConsole, store.prepare),
      ...importHandlers(store, accounts, now),
      ...sendHandlers(store, reader, accounts, now),
      ...compensations.calls,
      ...pushes.calls,
      ...retentionHandlers(settings, retention),
      ...preferences.calls,
      'diagnostics.read': () =>
        describeInstance({
          info: describeApp(options),
          now: now(),
          retention: retention.current(),
          endpoint: pushes.endpoint.settings(),
          accounts: accounts.list(),
          secrets: accounts.secrets(),
          status: readStatus(),
          exchangesOf: ({ id }) => monitors.exchanges(id),
          outbound: outbound.state(),
          log: ring.oldestFirst(),
        }),
    },
    streams: {
      ...receipts.streams,
      ...compensations.streams,
      ...exports.streams,
      ...simulation.streams,
      ...pushes.streams,
      ...views.streams,
      ...alerting.streams,
      ...preferences.streams,
      'status.watch': (_, { signal }) => watchStatus(readStatus, bell, signal),
      'outbound.watch': (_, { signal }) => watchStatus(outbound.state, outbound.bell, signal),
    },
  }
  return {
    handlers,
    endpoint: pushes.endpoint.url(),
    simulator: simulatorStatus,
    suspend: monitors.suspend,
    resume: monitors.resume,
    exportFile: exports.exportFile,
    importFile: (...given) => importInto(store, store.rev(), ...given),
    close: closing.closeAll,
  }
}

const describeApp = (options: CoreOptions): AppInfo => ({
  version: options.version,
  host: options.host,
  platform: process.platform,
  dataDirectory: options.dataDirectory,
  secrets: options.secrets,
  locale: options.locale,
})

async function openData({ dataDirectory, openDirectory }: CoreOptions): Promise<null> {
  if (openDirectory === undefined) throw new ApiError('unavailable', noDesktop)
  await openDirectory(dataDirectory)
  return null
}

const noDesktop: Words = { en: 'Folders are opened by the desktop app only', zh: '只有桌面版可以打开文件夹' }

const keepEverything: Retention = { rows: null, days: null, megabytes: null }

function startSimulatorFor(
  { simulator, log }: CoreOptions,
  note: Outbound['note'],
  place: KnownPlace | null = null,
): Promise<BuiltInSimulator> {
  const surprise = (error: unknown) =>
    log({
      level: 'error',
      message: `The simulator failed: ${error instanceof Error ? error.message : String(error)}`,
    })
  return startBuiltInSimulator(simulator === 'demo' ? 'lively' : 'modest', surprise, note, place)
}

/** Until an account is configured there would be nothing to see; but made-up receipts never join real ones unasked. */
function wantsSimulator(choice: CoreOptions['simulator'], accounts: Accounts, prepare: Prepare): boolean {
  if (choice !== 'auto') return choice === 'demo'
  return accounts.list().length === 0 && !holdsRealReceipts(prepare)
}

const holdsRealReceipts = (prepare: Prepare): boolean =>
  prepare('SELECT EXISTS (SELECT 1 FROM receipt WHERE account <> ?)').pluck().get(simulatorAccountId) === 1
