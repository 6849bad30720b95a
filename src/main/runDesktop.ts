import { app, type Event, powerMonitor } from 'electron'
import { serve } from '../contract/rpc/serve.ts'
import type { Core, LogEntry } from '../core/openCore.ts'
import { registerAppScheme } from './appScheme.ts'
import { createImporting } from './createImporting.ts'
import { createMenu } from './createMenu.ts'
import { createNotifier } from './createNotifier.ts'
import { createPausing } from './createPausing.ts'
import { createTray } from './createTray.ts'
import { denyPermissions } from './denyPermissions.ts'
import { openDesktopSettings } from './desktopSettings.ts'
import { dress } from './dress.ts'
import { followAlerts } from './followAlerts.ts'
import { followPreferences } from './followPreferences.ts'
import { createIpcPorts } from './ipcPorts.ts'
import { lockNavigation } from './lockNavigation.ts'
import { logLostProcesses } from './logLostProcesses.ts'
import { openCoreHere } from './openCoreHere.ts'
import { gatherOpenings } from './openings.ts'
import { openLog } from './openLog.ts'
import { linkScheme, type Opening } from './parseOpening.ts'
import { logFile, rendererDirectory, resource, settingsFile } from './paths.ts'
import { quitAfter } from './quitAfter.ts'
import { serveRenderer } from './serveRenderer.ts'
import { tellStartFailure } from './tellStartFailure.ts'
import { watchStatus } from './watchStatus.ts'
import { createWindows } from './windows.ts'
import { speak } from './words.ts'

type Log = (entry: LogEntry) => void

/**
 * The desktop app, once it is the only one running. What Electron wants before it is ready happens here and now;
 * nothing may be awaited on the way, since `ready` waits for the main module.
 */
export function runDesktop(given: {
  dataDirectory: string
  isDemo: boolean
  openings: readonly Opening[]
}): void {
  app.enableSandbox()
  registerAppScheme()
  lockNavigation()
  const openings = gatherOpenings(given.openings)

  async function start(): Promise<void> {
    introduce()
    describeProgram()
    denyPermissions()
    serveRenderer(rendererDirectory)
    const log = openLog(logFile())
    logLostProcesses(log)
    for (;;) {
      const opened = await openCoreHere({ ...given, log })
      if ('core' in opened) return show(opened.core, log, openings)
      if (!(await tellStartFailure(opened.failure))) return
    }
  }

  app.whenReady().then(start).catch(fail)
}

function show(core: Core, log: Log, openings: ReturnType<typeof gatherOpenings>): void {
  const onError = (error: unknown, operation: string) =>
    log({ level: 'error', message: `${operation}: ${error instanceof Error ? error.stack : error}` })
  const settings = openDesktopSettings(settingsFile(), error => onError(error, 'settings'))
  const ports = createIpcPorts({
    onPort: port => serve(port, core.handlers, { onError }),
    onRefused: once(what => log({ level: 'warn', message: `refused ${what}` })),
  })
  const windows = createWindows({ settings, admit: ports.admit, onPlace: () => menu.mark() })
  const importing = createImporting(core.importFile, error => onError(error, 'import'))
  const pausing = createPausing(core)
  const tray = createTray({ show: () => windows.show(), quit: app.quit, pausing })
  const stopWatching = watchStatus(core.handlers, tray.tell, error => onError(error, 'status'))
  const notify = createNotifier(windows.show)
  const stopFollowing = followAlerts(core.handlers, notify, error => onError(error, 'alerts'))
  const menu = createMenu({
    newWindow: () => windows.open(),
    importFiles: () => void importing.chooseFiles().catch(error => onError(error, 'import')),
    goTo: windows.goTo,
    placeNow: windows.placeNow,
    keepRunning: {
      get: () => settings.get().keepRunning,
      set: (keepRunning: boolean) => settings.change({ keepRunning }),
    },
  })
  const stopListening = followPreferences(
    core.handlers,
    kept => {
      speak(kept?.language)
      dress(kept?.theme)
      menu.refresh(kept?.shortcuts ?? null)
      tray.refresh()
    },
    error => onError(error, 'preferences'),
  )

  powerMonitor.on('suspend', () => pausing.sleep(true))
  powerMonitor.on('resume', () => pausing.sleep(false))
  // Whoever doesn't prevent it is ended in the midst of quitting.
  powerMonitor.on('shutdown', (event?: Event) => {
    event?.preventDefault()
    app.quit()
  })
  app.on('activate', () => windows.show())
  app.on('window-all-closed', () => settings.get().keepRunning || app.quit())
  quitAfter(async () => {
    ports.close()
    await importing.stop()
    stopWatching()
    stopFollowing()
    stopListening()
    await core.close()
    tray.destroy()
  })
  windows.open(openings.takeView())
  openings.listen(opening => {
    windows.show(opening)
    if (opening?.kind === 'capture') void importing.importFile(opening.path)
  })
}

/** What "About" says of the program, where the system has no file to read it from. */
function describeProgram(): void {
  app.setAboutPanelOptions({
    applicationName: 'ReceiptScope',
    applicationVersion: app.getVersion(),
    iconPath: resource('icons/512x512.png'),
  })
}

/** Windows knows programs and their links by what they say of themselves; other systems by what was installed. */
function introduce(): void {
  if (process.platform !== 'win32' || !app.isPackaged) return
  app.setAppUserModelId('receiptscope.desktop')
  app.setAsDefaultProtocolClient(linkScheme)
}

/** Whoever is refused may ask a thousand times a second; the log hears of each kind once. */
function once(tell: (what: string) => void): (what: string) => void {
  const told = new Set<string>()
  return what => {
    if (told.has(what)) return
    told.add(what)
    tell(what)
  }
}

function fail(error: unknown): void {
  console.error('ReceiptScope could not start:', error)
  app.exit(1)
}
