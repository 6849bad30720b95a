import { BrowserWindow, dialog, nativeTheme, screen, type WebContents } from 'electron'
import type { Place } from '../contract/places.ts'
import { addressOf, placeAt } from './addressOf.ts'
import type { DesktopSettings } from './desktopSettings.ts'
import { fitToDisplays, smallestWindow } from './fitToDisplays.ts'
import type { Opening } from './parseOpening.ts'
import { preloadScript, resource } from './paths.ts'
import { words } from './words.ts'

/** The window's ground before its page has painted, as the page's style sheet has it. */
const ground = { light: '#f6f6f4', dark: '#131412' }
/** A second window doesn't hide the first. */
const step = 32

export type WindowSettings = {
  get(): Pick<DesktopSettings, 'window'>
  change(part: Pick<DesktopSettings, 'window'>): void
}

/** All windows show the same core; `admit` gives a window's pages their way to it before anything is loaded. */
export function createWindows(options: {
  settings: WindowSettings
  admit: (contents: WebContents) => void
  /** Another window, or another panel of it, came to the front. */
  onPlace: () => void
}) {
  /** In the order of their use, the last one first. */
  let used: BrowserWindow[] = []
  const noteUse = (window: BrowserWindow) => {
    used = [window, ...used.filter(other => other !== window)]
    options.onPlace()
  }
  const lastUsed = () => used.find(window => !window.isDestroyed()) ?? null

  function open(opening: Opening | null = null): BrowserWindow {
    const remembered = options.settings.get().window
    const areas = [screen.getPrimaryDisplay(), ...screen.getAllDisplays()].map(display => display.workArea)
    const shift = BrowserWindow.getAllWindows().length * step
    const place = fitToDisplays(remembered, areas)
    const window = new BrowserWindow({
      ...fitToDisplays({ ...place, x: place.x + shift, y: place.y + shift }, areas),
      minWidth: smallestWindow.width,
      minHeight: smallestWindow.height,
      show: false,
      autoHideMenuBar: true,
      backgroundColor: nativeTheme.shouldUseDarkColors ? ground.dark : ground.light,
      ...(process.platform === 'linux' && { icon: resource('icons/512x512.png') }),
      webPreferences: {
        preload: preloadScript,
        contextIsolation: true,
        sandbox: true,
        nodeIntegration: false,
        spellcheck: false,
      },
    })
    options.admit(window.webContents)
    window.once('ready-to-show', () => {
      // Shows the window as well, so it waits for the page too.
      if (remembered?.isMaximized) window.maximize()
      window.show()
    })
    window.on('close', () =>
      options.settings.change({
        window: { ...window.getNormalBounds(), isMaximized: window.isMaximized() },
      }),
    )
    window.on('focus', () => noteUse(window))
    window.on('closed', () => {
      used = used.filter(other => other !== window)
      options.onPlace()
    })
    window.webContents.on('did-navigate', options.onPlace)
    window.webContents.on('did-navigate-in-page', options.onPlace)
    used = [...used, window]
    window.webContents.on('render-process-gone', (_event, { reason }) => {
      if (reason !== 'clean-exit') void offerToReload(window, reason)
    })
    // A page that can't be loaded is shown as such; its own error is on it.
    window.loadURL(addressOf(opening)).catch(() => window.isDestroyed() || window.show())
    return window
  }

  /** Brings the window used last to the front, or opens one; what is to be seen is in its address. */
  function show(opening: Opening | null = null): void {
    const window = lastUsed()
    if (!window) {
      open(opening)
      return
    }
    if (window.isMinimized()) window.restore()
    window.show()
    window.focus()
    // The same address once more could load the page anew; another one behind the # only tells it.
    const shown = window.webContents.getURL()
    const address = addressOf(opening, shown)
    if (opening && shown !== address) window.loadURL(address).catch(() => {})
  }

  return {
    open,
    show,
    goTo: (place: Place) => show({ kind: 'panel', place }),
    /** What the window used last shows; null where there is none. */
    placeNow: (): Place | null => {
      const window = lastUsed()
      return window === null ? null : placeAt(window.webContents.getURL())
    },
  }
}

async function offerToReload(window: BrowserWindow, reason: string): Promise<void> {
  const say = words()
  const { response } = await dialog.showMessageBox(window, {
    type: 'error',
    message: say.pageEnded,
    detail: say.pageEndedDetail(reason),
    buttons: [say.reload, say.closeWindow],
    defaultId: 0,
    cancelId: 1,
  })
  if (window.isDestroyed()) return
  if (response === 0) window.webContents.reload()
  else window.destroy()
}
