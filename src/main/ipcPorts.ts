import { type IpcMainEvent, ipcMain, type WebContents } from 'electron'
import { type IpcEnvelope, ipcChannel, parseIpcEnvelope } from '../contract/ipcEnvelope.ts'
import type { Port } from '../contract/port.ts'
import { isAppUrl } from './appScheme.ts'
import { createIpcPort, type HostPort } from './createIpcPort.ts'

type Page = { current: HostPort | null; isLeaving: boolean; ended: string | null }

/**
 * Gives every page of an admitted window one port, opened by the page's first frame. A reload, a navigation, a crash
 * and the window's end all close it; whoever isn't the main frame of an admitted window with our origin is refused.
 */
export function createIpcPorts(options: {
  onPort: (port: Port, contents: WebContents) => void
  onRefused: (reason: string) => void
}) {
  const pages = new Map<WebContents, Page>()

  function receive(event: IpcMainEvent, received: unknown): void {
    const page = pages.get(event.sender)
    const envelope = parseIpcEnvelope(received)
    const refusal = page ? refuse(event) : 'a window that is not ours'
    if (!page || refusal) options.onRefused(`a message from ${refusal}`)
    else if (!envelope) options.onRefused('a message that is no envelope')
    else if (envelope.port !== page.ended) take(event.sender, page, envelope)
  }

  function take(contents: WebContents, page: Page, envelope: IpcEnvelope): void {
    if (envelope.kind === 'close') {
      if (envelope.port === page.current?.id) end(page, envelope.reason)
      return
    }
    if (envelope.port !== page.current?.id) {
      end(page, 'the page opened another connection')
      page.isLeaving = false
      page.current = createIpcPort(contents, envelope.port)
      options.onPort(page.current.port, contents)
    }
    page.current.received(envelope.frame)
  }

  function admit(contents: WebContents): void {
    const page: Page = { current: null, isLeaving: false, ended: null }
    pages.set(contents, page)
    contents.on('did-start-navigation', details => {
      if (details.isMainFrame && !details.isSameDocument) page.isLeaving = true
    })
    // A navigation that is only begun may still fail and leave the page as it is; this one has replaced it.
    contents.on('did-navigate', () => {
      if (page.isLeaving) end(page, 'the page was loaded anew')
    })
    contents.on('render-process-gone', (_event, { reason }) => end(page, `the page ended: ${reason}`))
    contents.once('destroyed', () => {
      end(page, 'the window was closed')
      pages.delete(contents)
    })
  }

  ipcMain.on(ipcChannel, receive)
  return {
    admit,
    close(): void {
      ipcMain.off(ipcChannel, receive)
      for (const page of pages.values()) end(page, 'the program is quitting')
      pages.clear()
    },
  }
}

function end(page: Page, reason: string): void {
  const ending = page.current
  if (!ending) return
  page.current = null
  page.ended = ending.id
  ending.port.close(reason)
}

function refuse({ senderFrame }: IpcMainEvent): string | null {
  if (!senderFrame) return 'a frame that is gone'
  if (senderFrame.parent) return 'a frame inside a page'
  return isAppUrl(senderFrame.url) ? null : 'a page of another origin'
}
