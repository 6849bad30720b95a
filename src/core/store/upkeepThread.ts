import { parentPort, workerData } from 'node:worker_threads'
import { startCheckpoints } from './startCheckpoints.ts'
import { startTextIndexing } from './startTextIndexing.ts'

/** The entry of the thread that does what nobody waits for: it shares no turn with a search. */
export type UpkeepRequest = 'rebuild' | 'close'

const port = parentPort
if (port === null) throw new Error('This file is the entry of a thread')

const { path } = workerData as { path: string }
const indexing = startTextIndexing(path)
const stopCheckpoints = startCheckpoints(path)

port.on('message', (request: UpkeepRequest) => {
  if (request === 'rebuild') return indexing.rebuild()
  stopCheckpoints()
  indexing.stop()
  port.close()
})
