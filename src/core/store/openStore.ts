import { randomUUID } from 'node:crypto'
import { closeSync, openSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Rev } from '../../contract/brand.ts'
import type { ReceiptRow } from '../../contract/receipt.ts'
import type { StoreStatus } from '../../contract/status.ts'
import { createBell } from '../createBell.ts'
import type { Predicate } from '../query/compileQuery.ts'
import type { StorableMessage, Written } from './incoming.ts'
import { createTextIndexer } from './indexText.ts'
import { lockDirectory } from './lockDirectory.ts'
import { databaseName, openDatabase } from './openDatabase.ts'
import { prepareCached } from './prepareCached.ts'
import { readChanged } from './readReceipts.ts'
import type { RestorableBody } from './restorableBody.ts'
import { createLogSync } from './syncLog.ts'
import { createReceiptWriter } from './writeReceipts.ts'

export type Store = ReturnType<typeof openStore>

/** The one connection that writes, its durability, and who wants to know of a commit. */
export function openStore(dataDirectory: string) {
  const path = join(dataDirectory, databaseName)
  const database = openDatabase(dataDirectory)
  const unlock = lockOrClose(dataDirectory, () => database.close())
  const prepare = prepareCached(database)
  const writer = createReceiptWriter(database)
  const indexText = createTextIndexer(database)
  const logDescriptor = openSync(`${path}-wal`, 'r+')
  const whenDurable = createLogSync(logDescriptor)
  const bell = createBell()
  let rows = Number(database.prepare('SELECT count(*) FROM receipt').pluck().get())
  let lastError: string | null = null

  return {
    /** Names this database; a cursor of another one means nothing here. */
    id: storeId(),
    path,
    database,
    prepare,
    whenDurable,
    rev: () => writer.rev() as Rev,

    /** Stored when it returns, durable when `whenDurable()` resolves. */
    write(messages: readonly StorableMessage[]): Written[] {
      try {
        const written = writer.write(messages)
        lastError = null
        for (const { outcome, seqs } of written) if (outcome === 'new') rows += seqs.length
        bell.ring()
        return written
      } catch (error) {
        lastError = error instanceof Error ? error.message : String(error)
        throw error
      }
    },

    restore(bodies: readonly RestorableBody[], knownUpTo: number): number {
      const added = writer.restore(bodies, knownUpTo)
      rows += added
      bell.ring()
      return added
    },

    change(change: (nextRev: () => number) => void): void {
      writer.change(change)
      bell.ring()
    },

    readChanged: (predicate: Predicate, after: Rev, upTo: number, limit: number): ReceiptRow[] =>
      readChanged(prepare, predicate, after, upTo, limit),

    indexText,

    /** Rings after every commit. */
    bell,

    status(): StoreStatus {
      const pages = Number(database.pragma('page_count', { simple: true }))
      const pageSize = Number(database.pragma('page_size', { simple: true }))
      const walBytes = statSync(`${path}-wal`, { throwIfNoEntry: false })?.size ?? 0
      return { rows, bytes: pages * pageSize, walBytes, writable: lastError === null, lastError }
    },

    close(): void {
      closeSync(logDescriptor)
      database.close()
      unlock()
    },
  }

  function storeId(): string {
    const known = database.prepare("SELECT value FROM meta WHERE key = 'store'").pluck().get()
    if (typeof known === 'string') return known
    const fresh = randomUUID()
    database.prepare("INSERT INTO meta (key, value) VALUES ('store', ?)").run(fresh)
    return fresh
  }
}

function lockOrClose(dataDirectory: string, close: () => void): () => void {
  try {
    return lockDirectory(dataDirectory)
  } catch (error) {
    close()
    throw error
  }
}
