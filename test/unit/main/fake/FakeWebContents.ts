import type {
  Event,
  IpcMainEvent,
  RenderProcessGoneDetails,
  WebContents,
  WebContentsDidStartNavigationEventParams,
  WebContentsWillFrameNavigateEventParams,
  WebContentsWillNavigateEventParams,
  WebContentsWillRedirectEventParams,
  WebFrameMain,
} from 'electron'
import { type Declared, FakeEmitter } from './FakeEmitter.ts'
import { preventable } from './preventable.ts'

export type WebContentsEvents = {
  'did-start-navigation': [details: Event<WebContentsDidStartNavigationEventParams>]
  'did-navigate': [event: Event, url: string, httpResponseCode: number, httpStatusText: string]
  'did-navigate-in-page': [
    event: Event,
    url: string,
    isMainFrame: boolean,
    frameProcessId: number,
    frameRoutingId: number,
  ]
  'render-process-gone': [event: Event, details: RenderProcessGoneDetails]
  'will-navigate': [details: Event<WebContentsWillNavigateEventParams>]
  'will-frame-navigate': [details: Event<WebContentsWillFrameNavigateEventParams>]
  'will-redirect': [details: Event<WebContentsWillRedirectEventParams>]
  'will-attach-webview': [event: Event]
  destroyed: []
}
const declared: Declared<WebContents, WebContentsEvents> = {
  'did-start-navigation': true,
  'did-navigate': true,
  'did-navigate-in-page': true,
  'render-process-gone': true,
  'will-navigate': true,
  'will-frame-navigate': true,
  'will-redirect': true,
  'will-attach-webview': true,
  destroyed: true,
}

type Faked = Pick<
  WebContents,
  'getURL' | 'id' | 'isCrashed' | 'isDestroyed' | 'reload' | 'send' | 'setWindowOpenHandler'
>

/** What a page's preload script sees of the channel. */
export type PageEnd = { receive(channel: string, ...args: unknown[]): void }

let lastId = 0

export class FakeWebContents extends FakeEmitter<WebContentsEvents> implements Faked {
  static readonly events = Object.keys(declared)
  readonly id = ++lastId
  readonly mainFrame: Pick<WebFrameMain, 'url' | 'parent'> = { url: 'about:blank', parent: null }
  page: PageEnd | null = null
  state: 'alive' | 'crashed' | 'destroyed' = 'alive'
  reloads = 0
  windowOpenHandler: Parameters<WebContents['setWindowOpenHandler']>[0] | null = null

  getURL = () => this.mainFrame.url
  isCrashed = () => this.state === 'crashed'
  isDestroyed = () => this.state === 'destroyed'
  setWindowOpenHandler: WebContents['setWindowOpenHandler'] = handler => {
    this.windowOpenHandler = handler
  }
  reload: WebContents['reload'] = () => {
    this.reloads += 1
  }
  /** The page is at this address now: loaded there, or told by itself or the host that it is. */
  arrive(url: string, inPage: boolean): void {
    Object.assign(this.mainFrame, { url })
    if (inPage) this.happen('did-navigate-in-page', preventable({}), url, true, 1, 1)
    else this.happen('did-navigate', preventable({}), url, 200, '')
  }

  /** Like the real one: what can't be cloned throws here, and the page gets a copy, later. */
  send: WebContents['send'] = (channel, ...args) => {
    if (this.state === 'destroyed') throw new TypeError('Object has been destroyed')
    const copies = structuredClone(args)
    const { page } = this
    setImmediate(() => page?.receive(channel, ...copies))
  }

  /** The event that arrives with a message from this page, or from another frame in it. */
  messageEvent(frame: Pick<WebFrameMain, 'url' | 'parent'> | null = this.mainFrame): IpcMainEvent {
    return { sender: this, senderFrame: frame } as unknown as IpcMainEvent
  }
}
