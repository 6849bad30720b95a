import { parentPort, workerData } from 'node:worker_threads'
import Database from 'better-sqlite3'
import { attachTextIndex } from './openTextIndex.ts'
import { prepareCached } from './prepareCached.ts'
import { type ReadJobName, runners } from './reader.ts'
import type { Limits } from './search.ts'
import { startCheckpoints } from './startCheckpoints.ts'
import { startTextIndexing } from './startTextIndexing.ts'

/**
 * The entry of the reader thread: what it reads with can't write. Jobs take turns slice by slice, so a long
 * one neither delays a short one nor its own cancellation.
 */
export type ReaderRequest =
  | { kind: 'read'; id: number; name: ReadJobName; input: never; milliseconds: number }
  | { kind: 'cancel'; id: number }
  | { kind: 'close' }
export type ReaderReply = { id: number; output: unknown } | { id: number; error: string }

const port = parentPort
if (port === null) throw new Error('This file is the entry of a thread')

const { path } = workerData as { path: string }
const stopIndexing = startTextIndexing(path)
const database = new Database(path, { readonly: true })
attachTextIndex(database)
database.pragma('query_only = ON')
database.pragma('cache_size = -65536')
database.pragma('mmap_size = 268435456')
const prepare = prepareCached(database)
const stopCheckpoints = startCheckpoints(path)
const running = new Map<number, AbortController>()
const clock = () => performance.now()

const run = async (request: Extract<ReaderRequest, { kind: 'read' }>): Promise<ReaderReply> => {
  const { id, name, input, milliseconds } = request
  const controller = new AbortController()
  running.set(id, controller)
  const limits: Limits = { deadline: clock() + milliseconds, signal: controller.signal, clock }
  try {
    return { id, output: await runners[name](prepare, input, limits) }
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
        reply => port.postMessage(reply),
        () => undefined,
      )
      return
    case 'cancel':
      running.get(request.id)?.abort()
      return
    case 'close':
      // The index's last connection must be the one that writes, or its log stays behind.
      database.close()
      stopCheckpoints()
      stopIndexing()
      port.close()
      return
    default:
      request satisfies never
  }
})
