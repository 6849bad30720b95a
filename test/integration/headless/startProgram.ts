import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'

const launcher = join(import.meta.dirname, 'launch.ts')

/** A directory that goes when the test is over, with the program installed in `program`. */
export function makeDirectory(): string {
  const directory = mkdtempSync(join(tmpdir(), 'receiptscope-cli-'))
  const renderer = join(directory, 'program/out/renderer')
  mkdirSync(renderer, { recursive: true })
  writeFileSync(join(directory, 'program/package.json'), '{ "version": "1.2.3" }')
  writeFileSync(join(renderer, 'index.html'), '<!doctype html><title>window</title>')
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }))
  return directory
}

/** Starts the real command line in a process of its own, without a display, a home or secrets of whoever runs the tests. */
export function startProgram(
  args: string[],
  {
    directory = makeDirectory(),
    environment = {},
  }: { directory?: string; environment?: Record<string, string> } = {},
) {
  const child = spawn(process.execPath, [launcher, ...args], {
    cwd: directory,
    env: { PATH: process.env.PATH, HOME: directory, TEST_ROOT: join(directory, 'program'), ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const seen = { stdout: '', stderr: '' }
  child.stdout.setEncoding('utf8').on('data', text => {
    seen.stdout += text
  })
  child.stderr.setEncoding('utf8').on('data', text => {
    seen.stderr += text
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  return { child, seen, directory, ended: ended(child, seen), ready: () => ready(child, seen) }
}

async function ended(child: ChildProcess, seen: { stdout: string; stderr: string }) {
  const [code, signal] = (await once(child, 'close')) as [number | null, string | null]
  return { code, signal, ...seen }
}

type Ready = { event: string; url: string; api: string; token: string; endpoint: string | null }

async function ready(child: ChildProcess, seen: { stdout: string; stderr: string }): Promise<Ready> {
  while (!seen.stdout.includes('\n')) {
    if (child.exitCode !== null) throw new Error(`it ended with ${child.exitCode}: ${seen.stderr}`)
    await Promise.race([child.stdout && once(child.stdout, 'data'), once(child, 'close')])
  }
  return JSON.parse(seen.stdout) as Ready
}
