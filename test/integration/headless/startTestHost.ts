import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { startHost } from '../../../src/headless/http/startHost.ts'
import { createFakeCore } from './fakeCore.ts'
import { rawRequest } from './rawRequest.ts'

export const token = 'a-token-that-nobody-guesses'

/** The real host over a core in memory, with a window of three files and a secret beside it. */
export async function startTestHost(host = '127.0.0.1') {
  const directory = mkdtempSync(join(tmpdir(), 'receiptscope-host-'))
  const assets = join(directory, 'window')
  mkdirSync(join(assets, 'assets'), { recursive: true })
  writeFileSync(join(assets, 'index.html'), '<!doctype html><title>window</title>')
  writeFileSync(join(assets, 'assets/index-B1a2C3d4.js'), 'export {}')
  writeFileSync(join(assets, 'assets/notes.md'), 'not part of the window')
  writeFileSync(join(directory, 'secret.html'), 'outside')

  const core = createFakeCore()
  const errors: unknown[] = []
  const running = await startHost({
    handlers: core.handlers,
    exportFile: core.exportFile,
    assets,
    host,
    port: 0,
    token,
    version: '1.2.3',
    onError: error => errors.push(error),
  })
  onTestFinished(async () => {
    await running.stop()
    rmSync(directory, { recursive: true, force: true })
  })
  const { origin, port } = running
  const cookie = `receiptscope_${port}=${token}`
  const own = `Host: 127.0.0.1:${port}`
  return {
    ...core,
    ...running,
    errors,
    cookie,
    raw: (requestLine: string, ...headers: string[]) =>
      rawRequest(port, [`${requestLine} HTTP/1.1`, ...headers]),
    /** A request of the window itself. */
    page: (path: string) => rawRequest(port, [`GET ${path} HTTP/1.1`, own, `Cookie: ${cookie}`]),
    api: async (path: string, init: RequestInit = {}) => {
      const response = await fetch(`${origin}${path}`, {
        headers: { authorization: `Bearer ${token}` },
        ...init,
      })
      return { status: response.status, body: await response.json() }
    },
  }
}
