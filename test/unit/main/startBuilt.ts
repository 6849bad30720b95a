import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, onTestFinished, vi } from 'vitest'
import { createClient } from '../../../src/contract/rpc/createClient.ts'
import { createIpcConnector } from '../../../src/renderer/port/ipcPort.ts'
import { buildDesktop } from './buildDesktop.ts'
import type { FakeBrowserWindow } from './fake/FakeBrowserWindow.ts'
import { createFakeElectron, type FakeElectron, type FakeOptions } from './fakeElectron.ts'
import { importWithFake } from './importWithFake.ts'
import { openPage } from './openPage.ts'

/** A start takes a good second on a busy machine; a test that hangs still ends. */
export const until = (holds: () => boolean | undefined) =>
  vi.waitUntil(holds, { interval: 5, timeout: 15_000 })

/** For one test file: builds the host once, and starts it as often as its tests want. */
export function prepareBuiltDesktop(name: string) {
  let built: Awaited<ReturnType<typeof buildDesktop>> | null = null
  const files = () => {
    if (!built) throw new Error('the host was not built')
    return built
  }
  vi.setConfig({ testTimeout: 40_000 })
  beforeAll(async () => {
    built = await buildDesktop(name)
  }, 120_000)

  /** Evaluates the bundle as Electron would, lets the program become ready, and waits until it shows something. */
  async function start(options: Partial<FakeOptions> = {}): Promise<FakeElectron> {
    const fake = createFakeElectron({ userData: temporaryDirectory(), ...options })
    onTestFinished(() => quit(fake))
    await importWithFake(files().mainFile, fake.exports)
    await fake.becomeReady()
    await until(() => fake.windows.length + fake.dialogs.length > 0 || fake.exitCode() !== null)
    return fake
  }

  const openPageOf = (fake: FakeElectron) =>
    openPage(fake, firstWindow(fake).webContents, files().preloadFile)

  function connect(fake: FakeElectron) {
    const client = createClient({ connect: createIpcConnector(openPageOf(fake)) })
    onTestFinished(() => client.close())
    return client
  }

  return { files, start, openPageOf, connect }
}

/** For tests that expect trouble: what the program says about it on stderr is not for whoever runs them. */
export function keepQuiet(): void {
  const silent = [vi.spyOn(console, 'error'), vi.spyOn(process.stderr, 'write')]
  for (const spy of silent) spy.mockReturnValue(true as never)
  onTestFinished(() => {
    for (const spy of silent) spy.mockRestore()
  })
}

export async function quit(fake: FakeElectron): Promise<void> {
  fake.app.quit()
  await until(() => fake.exitCode() !== null)
}

export function temporaryDirectory(): string {
  const directory = mkdtempSync(join(tmpdir(), 'receiptscope-'))
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }))
  return directory
}

export function firstWindow({ windows: [window] }: FakeElectron): FakeBrowserWindow {
  if (!window) throw new Error('no window was opened')
  return window
}
