import { Worker } from 'node:worker_threads'
import { ApiError } from '../../contract/apiError.ts'
import { movable } from './movable.ts'
import type { Reader, ReadJobName, ReadJobs } from './reader.ts'
import type { ReaderNews, ReaderReply, ReaderRequest } from './readerThread.ts'
import { threadEntry, youngLimits } from './threadEntry.ts'

type Waiting = { resolve: (output: never) => void; reject: (error: Error) => void }

/** One thread that reads, started when first asked and anew where it broke. The system shows it by its name. */
export function openLane(path: string, name: string, onDamage: () => void): Reader & { start(): void } {
  let thread: Worker | null = null
  let lastId = 0
  const waiting = new Map<number, Waiting>()

  const start = (): Worker => {
    const started = new Worker(threadEntry('readerThread'), {
      workerData: { path },
      resourceLimits: youngLimits,
      name,
    })
    started.on('message', (reply: ReaderReply | ReaderNews) => {
      if ('kind' in reply) return onDamage()
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
    thread.postMessage(request, request.kind === 'read' ? movable(request.input) : [])
  }

  return {
    start() {
      thread ??= start()
    },

    read<N extends ReadJobName>(
      name: N,
      input: ReadJobs[N]['input'],
      { milliseconds, signal }: { milliseconds: number; signal: AbortSignal },
    ): Promise<ReadJobs[N]['output']> {
      const id = ++lastId
      return new Promise<ReadJobs[N]['output']>((resolve, reject) => {
        const cancel = () => send({ kind: 'cancel', id })
        if (signal.aborted)
          return reject(new ApiError('cancelled', { en: 'The search was cancelled', zh: '搜索已取消' }))
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
      if (thread === null) return
      const { promise, resolve } = Promise.withResolvers<void>()
      thread.once('exit', () => resolve())
      // Nothing else may hold the event loop while the host waits for this.
      thread.ref()
      send({ kind: 'close' })
      await promise
    },
  }
}
