import { setImmediate as nextTurn } from 'node:timers/promises'
import { openStore, type Store } from '../store/openStore.ts'
import type { RestorableBody } from '../store/restorableBody.ts'
import { type ImportSource, readImport } from './readImport.ts'

export type ImportProgress = { read: number; added: number }

/** Takes one file; whatever was read before trouble stays. Known receipts are counted as read only. */
export type TakeFile = (
  source: ImportSource,
  progress: (progress: ImportProgress) => void,
  signal: AbortSignal,
) => Promise<ImportProgress>

export type Importer = { take: TakeFile; close(): Promise<void> }

const batchBodies = 500
/** What ended a send that names no id is looked for by its number, which takes longer. */
const batchSends = 100
const batchBytes = 4 << 20

/** Opens a data directory that no instance uses, or a new one, to bring receipts back into it. */
export function openImporter(dataDirectory: string): Importer {
  const store = openStore(dataDirectory)
  const knownUpTo = store.rev()
  return {
    take: (...given) => importInto(store, knownUpTo, ...given),
    async close() {
      await store.whenDurable()
      store.close()
    },
  }
}

/** Into a store that may be in use: each batch is one turn, and rows from after `knownUpTo` are not taken for known. */
export async function importInto(
  store: Pick<Store, 'restore'>,
  knownUpTo: number,
  source: ImportSource,
  progress: (progress: ImportProgress) => void,
  signal: AbortSignal,
): Promise<ImportProgress> {
  const total: ImportProgress = { read: 0, added: 0 }
  let batch: RestorableBody[] = []
  let bytes = 0
  let sends = 0
  const write = async () => {
    if (batch.length === 0) return
    total.added += store.restore(batch, knownUpTo)
    total.read += batch.reduce((sum, { rows }) => sum + rows.length, 0)
    batch = []
    bytes = 0
    sends = 0
    progress(total)
    await nextTurn()
  }
  try {
    for await (const body of readImport(source)) {
      batch.push(body)
      bytes += body.raw.byteLength
      if (body.send?.bizId === null) sends++
      if (batch.length >= batchBodies || bytes >= batchBytes || sends >= batchSends) await write()
      if (signal.aborted) break
    }
  } finally {
    await write()
  }
  return total
}
