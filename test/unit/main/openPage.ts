import { readFileSync } from 'node:fs'
import { runInNewContext } from 'node:vm'
import type { ContextBridge, IpcRenderer } from 'electron'
import type { IpcBridge } from '../../../src/renderer/port/ipcPort.ts'
import type { FakeWebContents } from './fake/FakeWebContents.ts'
import type { FakeElectron } from './fakeElectron.ts'

/** Runs a built preload script with nothing around it but `require`; returns what it asked for and exposed. */
export function runPreload(file: string, electron: object) {
  const required: string[] = []
  const require = (name: string) => {
    required.push(name)
    if (name !== 'electron') throw new Error(`a sandboxed page has no module "${name}"`)
    return electron
  }
  runInNewContext(readFileSync(file, 'utf8'), { require, module: { exports: {} }, exports: {} })
  return required
}

/** A page loaded into a window: runs the built preload script, connected to the main process. */
export function openPage(fake: FakeElectron, contents: FakeWebContents, preloadFile: string): IpcBridge {
  const exposed: Record<string, IpcBridge> = {}
  const listeners: ((event: never, ...args: unknown[]) => void)[] = []
  contents.page = {
    receive: (_channel, ...args) => {
      for (const listener of listeners) listener({} as never, ...args)
    },
  }
  const ipcRenderer: Pick<IpcRenderer, 'send' | 'on'> = {
    send: (channel, ...args) => {
      setImmediate(() => fake.message(contents, channel, args))
    },
    on: (_channel: string, listener: (event: never, ...args: unknown[]) => void) => {
      listeners.push(listener)
      return ipcRenderer as IpcRenderer
    },
  }
  const contextBridge = {
    exposeInMainWorld: (key: string, api: unknown) => {
      exposed[key] = api as IpcBridge
    },
  } satisfies Pick<ContextBridge, 'exposeInMainWorld'>
  runPreload(preloadFile, { ipcRenderer, contextBridge })
  const { receiptscope } = exposed
  if (!receiptscope) throw new Error('the preload script exposed nothing')
  return receiptscope
}
