import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

const bin = join(import.meta.dirname, '../../bin/receiptscope.mjs')

export type Product = {
  ready: { event: 'ready'; url: string; api: string; token: string; endpoint: string }
  dataDirectory: string
  process: ChildProcess
  /** Ends it as a user would and answers its exit code. */
  stop(): Promise<number | null>
}

/** The headless product as a user starts it, on a data directory of its own. */
export async function startProduct(args: string[], dataDirectory = temporaryDirectory()): Promise<Product> {
  const command = [bin, 'serve', '--no-open', '--data', dataDirectory, ...args]
  const child = spawn(process.execPath, command, { stdio: ['ignore', 'pipe', 'pipe'] })
  const said: string[] = []
  child.stderr.setEncoding('utf8').on('data', text => said.push(text))
  const exited = once(child, 'exit').then(() => null)
  const first = once(createInterface(child.stdout), 'line').then(([line]) => String(line))
  const line = await Promise.race([first, exited])
  if (line === null) throw new Error(`serve ended before it was ready: ${said.join('')}`)
  return {
    ready: JSON.parse(line),
    dataDirectory,
    process: child,
    async stop() {
      if (child.exitCode === null) {
        child.kill('SIGTERM')
        await exited
      }
      return child.exitCode
    },
  }
}

const made: string[] = []

export function temporaryDirectory(): string {
  const path = mkdtempSync(join(tmpdir(), 'receiptscope-'))
  made.push(path)
  return path
}

export function removeTemporaryDirectories(): void {
  for (const path of made.splice(0)) rmSync(path, { recursive: true, force: true })
}
