import { spawn } from 'node:child_process'
import type { Readable } from 'node:stream'

/** A process of this program's own code. The host says how it is made: not every host may run as plain Node. */
export type StartProcess = (
  entry: string,
  environment: Record<string, string>,
) => {
  stdout: Readable
  pid: number | undefined
  /** At once, whatever it does. */
  kill(): void
  onExit(listener: () => void): void
}

export const startNodeProcess: StartProcess = (entry, environment) => {
  const child = spawn(process.execPath, [entry], {
    env: environment,
    stdio: ['ignore', 'pipe', 'ignore'],
    windowsHide: true,
  })
  return {
    stdout: child.stdout,
    pid: child.pid,
    kill: () => void child.kill('SIGKILL'),
    onExit(listener) {
      child.once('error', listener)
      child.once('close', listener)
    },
  }
}
