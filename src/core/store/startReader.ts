import { Worker } from 'node:worker_threads'
import { ApiError } from '../../contract/apiError.ts'
import type { Reader, ReadJobName, ReadJobs } from './reader.ts'
import type { ReaderReply, ReaderRequest } from './readerThread.ts'

/** Beside this file, as a source or as an entry of the bundle. */
const entry = new URL(
  import.meta.url.endsWith('.ts') ? './readerThread.ts' : './readerThread.js',
  import.meta.url,
)

type Waiting = { resolve: (output: never) => void; reject: (error: Error) => void }

/** A thread that reads, so that no search holds the core's own; started anew where it broke. */
export function startReader(path: string): Reader {
  let thread: Worker | null = null
  let lastId = 0
  let closed = false
  const waiting = new Map<number, Waiting>()

  const start = (): Worker => {
    const started = new Worker(entry, { workerData: { path } })
    started.on('message', (reply: ReaderReply) => {
      const asker = waiting.get(reply.id)
      waiting.delete(reply.id)
      if ('error' in reply) asker?.reject(new Error(reply.error))
      else asker?.resolve(reply.output as never)
    })
    started.on('error', error => fail(error))
    started.on('exit', () => fail(new Error('The reader thread ended')))
    started.unref()
    return started
  }

  const fail = (error: Error) => {
    thread = null
    for (const { reject } of waiting.values()) reject(error)
    waiting.clear()
  }

  const send = (request: ReaderRequest) => {
    thread ??= start()
    thread.postMessage(request)
  }

  // It also keeps the log short, so it runs from the start.
  thread = start()

  return {
    read<N extends ReadJobName>(
      name: N,
      input: ReadJobs[N]['input'],
      { milliseconds, signal }: { milliseconds: number; signal: AbortSignal },
    ): Promise<ReadJobs[N]['output']> {
      if (closed) return Promise.reject(new ApiError('closed', 'The store is closed'))
      const id = ++lastId
      return new Promise<ReadJobs[N]['output']>((resolve, reject) => {
        const cancel = () => send({ kind: 'cancel', id })
        if (signal.aborted) return reject(new ApiError('cancelled', 'The search was cancelled'))
        signal.addEventListener('abort', cancel, { once: true })
        const done = () => signal.removeEventListener('abort', cancel)
        waiting.set(id, {
          resolve: output => {
            done()
            resolve(output)
          },
          reject: error => {
            done()
            reject(error)
          },
        })
        send({ kind: 'read', id, name, input: input as never, milliseconds })
      })
    },

    async close() {
      closed = true
      const { promise, resolve } = Promise.withResolvers<void>()
      if (thread === null) return
      // Nothing else may hold the event loop while the host waits for this.
      thread.ref()
      thread.once('exit', () => resolve())
      thread.ref()
      send({ kind: 'close' })
      await promise
    },
  }
}
