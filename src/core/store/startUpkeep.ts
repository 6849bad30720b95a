import { Worker } from 'node:worker_threads'
import { threadEntry, youngLimits } from './threadEntry.ts'
import type { UpkeepRequest } from './upkeepThread.ts'

const restartMilliseconds = 1000

/** The thread that keeps the log short and the indexes up to date; started anew where it broke. */
export function startUpkeep(path: string) {
  let restart: NodeJS.Timeout | undefined
  let thread: Worker | null = start()

  function start(): Worker {
    const started = new Worker(threadEntry('upkeepThread'), {
      workerData: { path },
      resourceLimits: youngLimits,
      name: 'upkeep',
    })
    // The exit that follows says all there is to do.
    started.on('error', () => undefined)
    started.on('exit', () => {
      thread = null
      restart = setTimeout(() => {
        thread = start()
      }, restartMilliseconds)
      restart.unref()
    })
    started.unref()
    return started
  }

  return {
    /** What is searched by is damaged, and made again. */
    rebuild: () => thread?.postMessage('rebuild' satisfies UpkeepRequest),

    async close(): Promise<void> {
      clearTimeout(restart)
      if (thread === null) return
      const { promise, resolve } = Promise.withResolvers<void>()
      thread.removeAllListeners('exit')
      thread.once('exit', () => resolve())
      thread.ref()
      thread.postMessage('close' satisfies UpkeepRequest)
      await promise
    },
  }
}
