import { existsSync } from 'node:fs'
import type * as Electron from 'electron'
import { type Desk, FakeBrowserWindow } from './fake/FakeBrowserWindow.ts'
import { type Declared, FakeEmitter } from './fake/FakeEmitter.ts'
import { FakeUtilityProcess } from './fake/FakeUtilityProcess.ts'
import type { FakeWebContents } from './fake/FakeWebContents.ts'
import { preventable } from './fake/preventable.ts'

type AppEvents = {
  activate: [event: Electron.Event, hasVisibleWindows: boolean]
  'child-process-gone': [event: Electron.Event, details: Electron.Details]
  'render-process-gone': [
    event: Electron.Event,
    contents: Electron.WebContents,
    details: Electron.RenderProcessGoneDetails,
  ]
  'before-quit': [event: Electron.Event]
  'open-file': [event: Electron.Event, path: string]
  'open-url': [event: Electron.Event, url: string]
  quit: [event: Electron.Event, exitCode: number]
  'second-instance': [event: Electron.Event, argv: string[], workingDirectory: string, data: unknown]
  'web-contents-created': [event: Electron.Event, contents: Electron.WebContents]
  'will-quit': [event: Electron.Event]
  'window-all-closed': []
}
type IpcMainEvents = Record<string, [event: Electron.IpcMainEvent, ...args: unknown[]]>
type PowerMonitorEvents = { suspend: []; resume: []; shutdown: [event?: Electron.Event] }
type TrayEvents = { click: [] }

const declaredEvents: {
  app: Declared<Electron.App, AppEvents>
  powerMonitor: Declared<Electron.PowerMonitor, PowerMonitorEvents>
} = {
  app: {
    activate: true,
    'child-process-gone': true,
    'render-process-gone': true,
    'before-quit': true,
    'open-file': true,
    'open-url': true,
    quit: true,
    'second-instance': true,
    'web-contents-created': true,
    'will-quit': true,
    'window-all-closed': true,
  },
  powerMonitor: { suspend: true, resume: true, shutdown: true },
}
const knownAppEvents = Object.keys(declaredEvents.app)
const knownPowerEvents = Object.keys(declaredEvents.powerMonitor)

export type FakeOptions = {
  userData: string
  isFirstInstance?: boolean
  locale?: string
  keychain?: 'present' | 'missing' | 'basic_text'
  /** What dialogs answer: the index of a button. */
  answerDialog?: (options: Electron.MessageBoxOptions) => number
  displays?: Electron.Rectangle[]
  /** What is chosen where the system asks for files; without any, it is cancelled. */
  choosesFiles?: string[]
}

/**
 * The parts of Electron that the main process uses, checked member by member against Electron's own declarations.
 * `log` keeps the order of what the program did; `exports` is what `import … from 'electron'` gives.
 */
export function createFakeElectron(options: FakeOptions) {
  const { userData, isFirstInstance = true, locale = 'en-GB', keychain = 'present' } = options
  const log: string[] = []
  let isReady = false
  let exitCode: number | null = null
  let handedOver: Record<string, unknown> | null = null
  let isQuitting = false
  let becomeReady = () => {}
  let paths: Record<string, string> = { userData }
  const ready = new Promise<void>(resolve => {
    becomeReady = resolve
  })
  const only = (moment: 'before' | 'after', what: string) => {
    if (isReady !== (moment === 'after')) throw new Error(`${what} may only be used ${moment} ready`)
  }

  class FakeApp extends FakeEmitter<AppEvents> {
    override on(event: string, listener: (...args: never[]) => void): this {
      if (!knownAppEvents.includes(event)) throw new Error(`app has no event "${event}"`)
      return super.on(event, listener)
    }
    readonly isPackaged = false
    readonly dock: Electron.Dock | undefined = undefined
    whenReady = () => ready
    isReady = () => isReady
    getLocale = () => locale
    getVersion = () => '0.0.0-test'
    getPath = (name: string) => paths[name] ?? ''
    setPath = (name: string, path: string) => {
      only('before', 'app.setPath of userData')
      if (!existsSync(path)) throw new Error(`${path} does not exist`)
      paths = { ...paths, [name]: path }
    }
    setAboutPanelOptions = () => {}
    setAppUserModelId = (id: string) => void log.push(`app.setAppUserModelId ${id}`)
    setAsDefaultProtocolClient = () => true
    enableSandbox = () => {
      only('before', 'app.enableSandbox')
      log.push('app.enableSandbox')
    }
    requestSingleInstanceLock = (data?: Record<string, unknown>) => {
      log.push('app.requestSingleInstanceLock')
      handedOver = data ?? null
      return isFirstInstance
    }
    exit = (code = 0) => {
      if (exitCode !== null) return
      exitCode = code
      log.push(`exit ${code}`)
    }
    quit = () => {
      const event = preventable({})
      isQuitting = true
      this.happen('before-quit', event)
      if (event.defaultPrevented) {
        isQuitting = false
        return
      }
      for (const window of [...desk.windows]) window.close()
      log.push('will-quit')
      this.happen('will-quit', preventable({}))
      this.exit(0)
    }
  }
  const app = new FakeApp()
  app satisfies Pick<
    Electron.App,
    | 'dock'
    | 'enableSandbox'
    | 'exit'
    | 'getLocale'
    | 'getPath'
    | 'getVersion'
    | 'isPackaged'
    | 'isReady'
    | 'quit'
    | 'requestSingleInstanceLock'
    | 'setAboutPanelOptions'
    | 'setAppUserModelId'
    | 'setAsDefaultProtocolClient'
    | 'setPath'
    | 'whenReady'
  >

  const desk: Desk = {
    windows: [],
    onCreated: contents => void app.happen('web-contents-created', preventable({}), real(contents)),
    onAllClosed: () => void (isQuitting || app.happen('window-all-closed') || app.quit()),
  }
  class BrowserWindow extends FakeBrowserWindow {
    constructor(windowOptions: Electron.BrowserWindowConstructorOptions) {
      only('after', 'BrowserWindow')
      super(desk, windowOptions)
      log.push('new BrowserWindow')
    }
    static getAllWindows = () => desk.windows
    static getFocusedWindow = () => null
    static fromWebContents = (contents: unknown) =>
      desk.windows.find(window => window.webContents === contents) ?? null
  }

  const ipcMain = new FakeEmitter<IpcMainEvents>()
  const registeredSchemes: Electron.CustomScheme[] = []
  let protocolHandler: ((request: Request) => Response | Promise<Response>) | null = null
  const protocol = {
    registerSchemesAsPrivileged: (schemes: Electron.CustomScheme[]) => {
      only('before', 'protocol.registerSchemesAsPrivileged')
      registeredSchemes.push(...schemes)
      log.push('protocol.registerSchemesAsPrivileged')
    },
    handle: (scheme: string, handler: (request: Request) => Response | Promise<Response>) => {
      only('after', 'protocol.handle')
      log.push(`protocol.handle ${scheme}`)
      protocolHandler = handler
    },
  } satisfies Pick<Electron.Protocol, 'handle' | 'registerSchemesAsPrivileged'>

  type Session = Electron.Session
  const permissions: {
    check: Parameters<Session['setPermissionCheckHandler']>[0]
    request: Parameters<Session['setPermissionRequestHandler']>[0]
    device: Parameters<Session['setDevicePermissionHandler']>[0]
  } = { check: null, request: null, device: null }
  const defaultSession = {
    setPermissionCheckHandler: handler => {
      permissions.check = handler
    },
    setPermissionRequestHandler: handler => {
      permissions.request = handler
    },
    setDevicePermissionHandler: handler => {
      permissions.device = handler
    },
  } satisfies Pick<
    Session,
    'setDevicePermissionHandler' | 'setPermissionCheckHandler' | 'setPermissionRequestHandler'
  >

  /** Not encryption, but not the plain text either: a test can tell that something was sealed. */
  const seal = (text: string) => Buffer.from(`sealed:${Buffer.from(text).toString('hex')}`)
  const safeStorage = {
    isAsyncEncryptionAvailable: async () => {
      only('after', 'safeStorage')
      return keychain !== 'missing'
    },
    getSelectedStorageBackend: () => {
      only('after', 'safeStorage')
      return keychain === 'basic_text' ? 'basic_text' : 'gnome_libsecret'
    },
    encryptStringAsync: async (text: string) => {
      if (keychain === 'missing') throw new Error('no keychain')
      return seal(text)
    },
    decryptStringAsync: async (sealed: Buffer) => {
      if (keychain === 'missing') throw new Error('no keychain')
      const hex = /^sealed:([0-9a-f]+)$/.exec(sealed.toString())?.[1]
      if (hex === undefined) throw new Error('can not be decrypted')
      return { result: Buffer.from(hex, 'hex').toString(), shouldReEncrypt: false }
    },
  } satisfies Pick<
    Electron.SafeStorage,
    'decryptStringAsync' | 'encryptStringAsync' | 'getSelectedStorageBackend' | 'isAsyncEncryptionAvailable'
  >

  const opened: string[] = []
  const shell = {
    openExternal: async (url: string) => void opened.push(url),
    openPath: async (path: string) => {
      opened.push(path)
      return ''
    },
  } satisfies Pick<Electron.Shell, 'openExternal' | 'openPath'>

  const dialogs: Electron.MessageBoxOptions[] = []
  const dialog = {
    showErrorBox: (title, content) => void dialogs.push({ message: title, detail: content }),
    showMessageBox: async (...args: [unknown, unknown?]) => {
      const asked = (args[1] ?? args[0]) as Electron.MessageBoxOptions
      dialogs.push(asked)
      log.push(`dialog ${asked.message}`)
      return { response: options.answerDialog?.(asked) ?? asked.cancelId ?? 0, checkboxChecked: false }
    },
    showOpenDialog: async () => ({ canceled: !options.choosesFiles, filePaths: options.choosesFiles ?? [] }),
  } satisfies Pick<Electron.Dialog, 'showErrorBox' | 'showMessageBox' | 'showOpenDialog'>

  class FakePowerMonitor extends FakeEmitter<PowerMonitorEvents> {
    override on(event: string, listener: (...args: never[]) => void): this {
      if (!knownPowerEvents.includes(event)) throw new Error(`powerMonitor has no event "${event}"`)
      return super.on(event, listener)
    }
  }
  const powerMonitor = new FakePowerMonitor()

  const areas = options.displays ?? [{ x: 0, y: 0, width: 1920, height: 1040 }]
  const displays = areas.map(workArea => ({ workArea }) as Electron.Display)
  const screen = {
    getAllDisplays: () => displays,
    getPrimaryDisplay: () => displays[0] as Electron.Display,
  } satisfies Pick<Electron.Screen, 'getAllDisplays' | 'getPrimaryDisplay'>

  const menus: { application: Electron.MenuItemConstructorOptions[] } = { application: [] }
  const Menu = {
    buildFromTemplate: (template: Electron.MenuItemConstructorOptions[]) =>
      Object.assign(template, {
        getMenuItemById: (id: string) => itemsOf(template).find(item => item.id === id) ?? null,
      }) as never,
    setApplicationMenu: (menu: unknown) => {
      menus.application = menu as Electron.MenuItemConstructorOptions[]
    },
  } satisfies Pick<typeof Electron.Menu, 'buildFromTemplate' | 'setApplicationMenu'>

  const trays: FakeTray[] = []
  class FakeTray extends FakeEmitter<TrayEvents> implements Pick<Electron.Tray, 'destroy' | 'setToolTip'> {
    toolTip = ''
    menu: Electron.MenuItemConstructorOptions[] = []
    readonly image: unknown
    constructor(image: unknown) {
      super()
      only('after', 'Tray')
      this.image = image
      trays.push(this)
    }
    destroy = () => void trays.splice(trays.indexOf(this), 1)
    setToolTip = (text: string) => {
      this.toolTip = text
    }
    setContextMenu = (menu: unknown) => {
      this.menu = menu as Electron.MenuItemConstructorOptions[]
    }
  }

  const notifications: FakeNotification[] = []
  class FakeNotification extends FakeEmitter<{ click: [] }> implements Pick<Electron.Notification, 'show'> {
    readonly options: Electron.NotificationConstructorOptions
    constructor(notificationOptions: Electron.NotificationConstructorOptions) {
      super()
      this.options = notificationOptions
    }
    static isSupported = () => true
    show = () => void notifications.push(this)
  }

  const utilities: FakeUtilityProcess[] = []
  const utilityProcess = {
    fork: (entry: string, _args?: string[], forkOptions?: Electron.ForkOptions) => {
      only('after', 'utilityProcess.fork')
      const utility = new FakeUtilityProcess(entry, forkOptions)
      utilities.push(utility)
      return utility as unknown as Electron.UtilityProcess
    },
  } satisfies Pick<typeof Electron.utilityProcess, 'fork'>
  const nativeImage = {
    createFromPath: (path: string) => ({ path, setTemplateImage: () => {} }) as never,
  } satisfies Pick<typeof Electron.nativeImage, 'createFromPath'>
  const nativeTheme: Pick<Electron.NativeTheme, 'shouldUseDarkColors' | 'themeSource'> = {
    themeSource: 'system',
    get shouldUseDarkColors() {
      return this.themeSource !== 'light'
    },
  }

  const exports = {
    app,
    BrowserWindow,
    dialog,
    ipcMain,
    Menu,
    nativeImage,
    nativeTheme,
    Notification: FakeNotification,
    utilityProcess,
    powerMonitor,
    protocol,
    safeStorage,
    screen,
    session: { defaultSession },
    shell,
    Tray: FakeTray,
  } satisfies Partial<Record<keyof typeof Electron, unknown>>

  return {
    exports,
    log,
    app,
    windows: desk.windows,
    registeredSchemes,
    permissions,
    opened,
    dialogs,
    menus,
    notifications,
    trays,
    utilities,
    powerMonitor,
    nativeTheme,
    exitCode: () => exitCode,
    /** What a second start with this one's command line would hand to the first. */
    handedOver: () => handedOver,
    /** What the page would get for this address. */
    fetchPage: async (url: string, init?: RequestInit) => {
      if (!protocolHandler) throw new Error('no protocol handler')
      return await protocolHandler(new Request(url, init))
    },
    /** A message from a page; from its main frame unless another one is given. */
    message: (
      contents: FakeWebContents,
      channel: string,
      args: unknown[],
      frame?: Pick<Electron.WebFrameMain, 'url' | 'parent'> | null,
    ) => ipcMain.happen(channel, contents.messageEvent(frame), ...structuredClone(args)),
    /** As Electron does once the main module has been evaluated, and not before. */
    becomeReady: async () => {
      isReady = true
      becomeReady()
      await ready
    },
  }
}

/** Every item of a menu, those of its submenus included. */
export const itemsOf = (
  template: Electron.MenuItemConstructorOptions[],
): Electron.MenuItemConstructorOptions[] =>
  template.flatMap(item => [item, ...(Array.isArray(item.submenu) ? itemsOf(item.submenu) : [])])

export type FakeElectron = ReturnType<typeof createFakeElectron>

const real = (contents: FakeWebContents) => contents as unknown as Electron.WebContents
