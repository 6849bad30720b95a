import { Readable } from 'node:stream'
import { utilityProcess } from 'electron'
import type { StartProcess } from '../core/sql/startProcess.ts'

/** The packaged program can't be run as plain Node; this is Electron's own way to a process without a window. */
export const startUtility: StartProcess = (entry, environment) => {
  const child = utilityProcess.fork(entry, [], { env: environment, stdio: ['ignore', 'pipe', 'ignore'] })
  const stdout = child.stdout === null ? Readable.from([]) : Readable.from(child.stdout)
  return {
    stdout,
    get pid() {
      return child.pid
    },
    kill: () => void child.kill(),
    onExit: listener => void child.once('exit', () => listener()),
  }
}
