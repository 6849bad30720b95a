import type { BrowserWindow, BrowserWindowConstructorOptions, Event, Rectangle } from 'electron'
import { type Declared, FakeEmitter } from './FakeEmitter.ts'
import { FakeWebContents } from './FakeWebContents.ts'
import { preventable } from './preventable.ts'

type BrowserWindowEvents = {
  close: [event: Event]
  closed: []
  focus: []
  'ready-to-show': []
}
const declared: Declared<BrowserWindow, BrowserWindowEvents> = {
  close: true,
  closed: true,
  focus: true,
  'ready-to-show': true,
}

type Faked = Pick<
  BrowserWindow,
  | 'close'
  | 'destroy'
  | 'focus'
  | 'getNormalBounds'
  | 'isDestroyed'
  | 'isMaximized'
  | 'isMinimized'
  | 'loadURL'
  | 'maximize'
  | 'restore'
  | 'setProgressBar'
  | 'setTitle'
  | 'show'
>

/** What the windows of one fake program share. */
export type Desk = {
  windows: FakeBrowserWindow[]
  onCreated(contents: FakeWebContents): void
  onAllClosed(): void
}

export class FakeBrowserWindow extends FakeEmitter<BrowserWindowEvents> implements Faked {
  static readonly events = Object.keys(declared)
  readonly webContents = new FakeWebContents()
  readonly options: BrowserWindowConstructorOptions
  readonly loaded: string[] = []
  /** How often a page was loaded as a whole. */
  pages = 0
  readonly #desk: Desk
  title = ''
  isShown = false
  isFilling = false
  /** It was shown before there was anything to see. */
  wasShownBlank = false
  #hasPainted = false
  bounds: Rectangle

  constructor(desk: Desk, options: BrowserWindowConstructorOptions = {}) {
    super()
    this.options = options
    this.#desk = desk
    const { x = 0, y = 0, width = 800, height = 600 } = options
    this.bounds = { x, y, width, height }
    desk.windows.push(this)
    desk.onCreated(this.webContents)
  }

  /** As Chromium has it: only another fragment of the same page leaves the page where it is. */
  loadURL: BrowserWindow['loadURL'] = async url => {
    const [before] = this.webContents.getURL().split('#')
    const inPage = url.includes('#') && url.split('#')[0] === before
    this.loaded.push(url)
    if (!inPage) this.pages += 1
    this.webContents.arrive(url, inPage)
    if (inPage) return
    setImmediate(() => {
      this.#hasPainted = true
      this.happen('ready-to-show')
    })
  }
  close: BrowserWindow['close'] = () => {
    const event = preventable({})
    this.happen('close', event)
    if (!event.defaultPrevented) this.destroy()
  }
  destroy: BrowserWindow['destroy'] = () => {
    if (this.isDestroyed()) return
    this.webContents.state = 'destroyed'
    this.#desk.windows.splice(this.#desk.windows.indexOf(this), 1)
    this.webContents.happen('destroyed')
    this.happen('closed')
    if (this.#desk.windows.length === 0) this.#desk.onAllClosed()
  }
  isDestroyed: BrowserWindow['isDestroyed'] = () => this.webContents.isDestroyed()
  show: BrowserWindow['show'] = () => {
    this.isShown = true
    if (!this.#hasPainted) this.wasShownBlank = true
  }
  focus: BrowserWindow['focus'] = () => {
    this.happen('focus')
  }
  restore: BrowserWindow['restore'] = () => {}
  /** As Electron has it, this shows a window that is hidden. */
  maximize: BrowserWindow['maximize'] = () => {
    this.isFilling = true
    this.show()
  }
  isMaximized: BrowserWindow['isMaximized'] = () => this.isFilling
  isMinimized: BrowserWindow['isMinimized'] = () => false
  getNormalBounds: BrowserWindow['getNormalBounds'] = () => this.bounds
  setProgressBar: BrowserWindow['setProgressBar'] = () => {}
  setTitle: BrowserWindow['setTitle'] = title => {
    this.title = title
  }
}
