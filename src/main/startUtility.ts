import { PassThrough } from 'node:stream'
import { utilityProcess } from 'electron'
import type { StartProcess } from '../core/sql/startProcess.ts'

/**
 * The packaged program can't be run as plain Node; this is Electron's own way to a process without a window. Such a
 * process goes on when its script has nothing more to do, can't be killed before it was spawned, and drops whoever
 * listens to its output when it ends: so what it says is taken over piece by piece.
 */
export const startUtility: StartProcess = (entry, environment) => {
  const child = utilityProcess.fork(entry, [], {
    env: environment,
    stdio: ['ignore', 'pipe', 'ignore'],
    serviceName: 'ReceiptScope SQL',
  })
  const stdout = new PassThrough()
  child.stdout?.on('data', (piece: Buffer) => void stdout.write(piece))
  return {
    stdout,
    get pid() {
      return child.pid
    },
    kill() {
      if (child.pid === undefined) child.once('spawn', () => void child.kill())
      else child.kill()
    },
    onExit: listener => void child.once('exit', () => listener()),
  }
}
