import { parentPort, workerData } from 'node:worker_threads'
import Database from 'better-sqlite3'
import { movable } from './movable.ts'
import { openIndexReader } from './openIndexReader.ts'
import { prepareCached } from './prepareCached.ts'
import { type ReadJobName, runners } from './reader.ts'
import type { Limits } from './search.ts'

/**
 * The entry of a thread that reads: what it reads with can't write. Jobs take turns slice by slice, so a long
 * one neither delays a short one nor its own cancellation.
 */
export type ReaderRequest =
  | { kind: 'read'; id: number; name: ReadJobName; input: never; milliseconds: number }
  | { kind: 'cancel'; id: number }
  | { kind: 'close' }
export type ReaderReply = { id: number; output: unknown } | { id: number; error: string }
/** The index turned out to be damaged; searches go on without it. */
export type ReaderNews = { kind: 'damaged' }

const port = parentPort
if (port === null) throw new Error('This file is the entry of a thread')

const { path } = workerData as { path: string }
const database = new Database(path, { readonly: true })
database.pragma('query_only = ON')
// The system keeps what is read again; a mapped file would count as this process's memory.
database.pragma('cache_size = -16384')
const index = openIndexReader(database, () => port.postMessage({ kind: 'damaged' } satisfies ReaderNews))
const reading = { prepare: prepareCached(database), index }
const running = new Map<number, AbortController>()
const clock = () => performance.now()

const run = async (request: Extract<ReaderRequest, { kind: 'read' }>): Promise<ReaderReply> => {
  const { id, name, input, milliseconds } = request
  const controller = new AbortController()
  running.set(id, controller)
  const limits: Limits = { deadline: clock() + milliseconds, signal: controller.signal, clock }
  try {
    return { id, output: await runners[name](reading, input, limits) }
  } catch (error) {
    return { id, error: error instanceof Error ? error.message : String(error) }
  } finally {
    running.delete(id)
  }
}

port.on('message', (request: ReaderRequest) => {
  switch (request.kind) {
    case 'read':
      run(request).then(
        reply => port.postMessage(reply, 'output' in reply ? movable(reply.output) : []),
        () => undefined,
      )
      return
    case 'cancel':
      running.get(request.id)?.abort()
      return
    case 'close':
      index.close()
      database.close()
      port.close()
      return
    default:
      request satisfies never
  }
})
