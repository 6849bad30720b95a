import { type ChildProcess, spawn } from 'node:child_process'
import { EventEmitter } from 'node:events'
import { PassThrough } from 'node:stream'
import type { ForkOptions, UtilityProcess } from 'electron'

/** Keeps a script's process alive, as Electron's own does until it is killed or exits by itself. */
const stayAlive = 'data:text/javascript,setInterval(()=>{},2**30)'

/**
 * A real process with the manners of Electron's: it doesn't end with its script, has no pid and can't be killed until it
 * was spawned, and lets go of everyone who listens to its output the moment it ends.
 */
export class FakeUtilityProcess
  extends EventEmitter
  implements Pick<UtilityProcess, 'kill' | 'pid' | 'stdout'>
{
  readonly stdout = new PassThrough()
  readonly options: ForkOptions
  readonly #child: ChildProcess
  #isSpawned = false

  constructor(entry: string, options: ForkOptions = {}) {
    super()
    this.options = options
    this.#child = spawn(process.execPath, ['--import', stayAlive, entry], {
      env: options.env as NodeJS.ProcessEnv,
      stdio: ['ignore', 'pipe', 'ignore'],
    })
    this.#child.stdout?.pipe(this.stdout)
    this.#child.once('spawn', () =>
      setImmediate(() => {
        this.#isSpawned = true
        this.emit('spawn')
      }),
    )
    this.#child.once('exit', code => {
      this.emit('exit', code ?? 15)
      this.stdout.removeAllListeners()
    })
  }

  get pid(): number | undefined {
    return this.#isSpawned && this.#child.exitCode === null ? this.#child.pid : undefined
  }

  kill(): boolean {
    return this.#isSpawned && this.#child.kill()
  }

  /** Whether the process is still there. */
  get isAlive(): boolean {
    return this.#child.exitCode === null && this.#child.signalCode === null
  }
}
