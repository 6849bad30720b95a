import type { WebContents } from 'electron'
import { vi } from 'vitest'
import { ipcChannel } from '../../../src/contract/ipcEnvelope.ts'
import { createIpcPorts } from '../../../src/main/ipcPorts.ts'
import { createIpcConnector, type IpcBridge } from '../../../src/renderer/port/ipcPort.ts'
import { portSuite } from '../contract/portSuite.ts'
import { FakeWebContents } from './fake/FakeWebContents.ts'
import { preventable } from './fake/preventable.ts'

type Listener = (event: unknown, envelope: unknown) => void
const ipcMain = vi.hoisted(() => {
  const listeners = new Set<Listener>()
  return {
    on: (_channel: string, listener: Listener) => void listeners.add(listener),
    off: (_channel: string, listener: Listener) => void listeners.delete(listener),
    arrive: (event: unknown, envelope: unknown) => {
      for (const listener of listeners) listener(event, envelope)
    },
  }
})
vi.mock('electron', () => ({ ipcMain, protocol: {} }))

/** A page of its own for every connection, since a page has one port. */
function openPage(contents: FakeWebContents): IpcBridge {
  Object.assign(contents.mainFrame, { url: 'app://receiptscope/desktop.html' })
  const bridge: IpcBridge = {
    send: envelope => {
      const copy = structuredClone(envelope)
      setImmediate(() => contents.isDestroyed() || ipcMain.arrive(contents.messageEvent(), copy))
    },
    onFrame: listener => {
      contents.page = { receive: (channel, envelope) => channel === ipcChannel && listener(envelope) }
    },
  }
  return bridge
}

portSuite('an IPC port', async accept => {
  const pages: FakeWebContents[] = []
  const ports = createIpcPorts({ onPort: accept, onRefused: reason => expectNone(reason) })
  return {
    connect() {
      const contents = new FakeWebContents()
      pages.push(contents)
      ports.admit(contents as unknown as WebContents)
      return createIpcConnector(openPage(contents))()
    },
    sever() {
      for (const contents of pages) {
        const url = contents.mainFrame.url
        const details = preventable({ url, isMainFrame: true, isSameDocument: false, frame: null })
        contents.happen('did-start-navigation', details)
        contents.happen('did-navigate', preventable({}), url, 200, '')
      }
    },
    async stop() {
      for (const contents of pages) {
        contents.state = 'destroyed'
        contents.happen('destroyed')
      }
      ports.close()
    },
  }
})

function expectNone(reason: string): never {
  throw new Error(`refused ${reason}`)
}
