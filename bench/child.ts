import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

export type Child = {
  /** The JSON line that the script prints when it is ready. */
  readonly line: unknown
  /** Asks by `SIGUSR2`; the line it answers with. */
  ask(): Promise<unknown>
  /** Ends it; the line it says goodbye with, null where there is none. */
  stop(): Promise<unknown>
}

/** Starts a script of this folder in a process of its own. */
export async function startChild(
  script: string,
  args: string[] = [],
  nodeOptions: string[] = [],
): Promise<Child> {
  const child: ChildProcess = spawn(
    process.execPath,
    [...nodeOptions, join(import.meta.dirname, script), ...args],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  )
  if (child.stdout === null) throw new Error(`${script} has no stdout`)
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]()
  const next = async () => {
    const { value, done } = await lines.next()
    return done === true ? null : JSON.parse(value)
  }
  const line = await next()
  if (line === null) throw new Error(`${script} ended without its line`)
  return {
    line,
    ask() {
      child.kill('SIGUSR2')
      return next()
    },
    stop() {
      child.kill('SIGTERM')
      return next()
    },
  }
}
