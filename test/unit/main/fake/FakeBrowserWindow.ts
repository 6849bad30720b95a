import type { BrowserWindow, BrowserWindowConstructorOptions, Event, Rectangle } from 'electron'
import { type Declared, FakeEmitter } from './FakeEmitter.ts'
import { FakeWebContents } from './FakeWebContents.ts'
import { preventable } from './preventable.ts'

type BrowserWindowEvents = {
  close: [event: Event]
  closed: []
  'ready-to-show': []
}
const declared: Declared<BrowserWindow, BrowserWindowEvents> = {
  close: true,
  closed: true,
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
  readonly #desk: Desk
  title = ''
  isShown = false
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

  loadURL: BrowserWindow['loadURL'] = async url => {
    this.loaded.push(url)
    Object.assign(this.webContents.mainFrame, { url })
    setImmediate(() => this.happen('ready-to-show'))
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
  }
  focus: BrowserWindow['focus'] = () => {}
  restore: BrowserWindow['restore'] = () => {}
  maximize: BrowserWindow['maximize'] = () => {}
  isMaximized: BrowserWindow['isMaximized'] = () => false
  isMinimized: BrowserWindow['isMinimized'] = () => false
  getNormalBounds: BrowserWindow['getNormalBounds'] = () => this.bounds
  setProgressBar: BrowserWindow['setProgressBar'] = () => {}
  setTitle: BrowserWindow['setTitle'] = title => {
    this.title = title
  }
}
