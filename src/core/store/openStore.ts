import { randomUUID } from 'node:crypto'
import { closeSync, existsSync, openSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type Database from 'better-sqlite3'
import type { Rev } from '../../contract/brand.ts'
import type { ReceiptRow } from '../../contract/receipt.ts'
import type { StoreStatus } from '../../contract/status.ts'
import type { Words } from '../../contract/words.ts'
import { createBell } from '../createBell.ts'
import type { Predicate } from '../query/compileQuery.ts'
import { StartError } from '../startError.ts'
import { createRemovals } from './createRemovals.ts'
import type { StorableMessage, Written } from './incoming.ts'
import { lockDirectory } from './lockDirectory.ts'
import { databaseName, openDatabase, prepareDirectory } from './openDatabase.ts'
import { prepareCached } from './prepareCached.ts'
import { readChanged, readLeft } from './readReceipts.ts'
import { damageMark, recoverDatabase } from './recoverDatabase.ts'
import { createReceiptRemover } from './removeReceipts.ts'
import type { RestorableBody } from './restorableBody.ts'
import { damaged, explainTrouble, placeGone, type StoreTrouble } from './storeTrouble.ts'
import { createLogSync } from './syncLog.ts'
import { watchPlace } from './watchPlace.ts'
import { createReceiptWriter } from './writeReceipts.ts'

export type Store = ReturnType<typeof openStore>

/** The one connection that writes, its durability, and who wants to know of a commit. */
export function openStore(dataDirectory: string, warn: (message: string) => void = () => undefined) {
  const path = join(dataDirectory, databaseName)
  prepareDirectory(dataDirectory)
  const unlock = lockDirectory(dataDirectory)
  const { database, rowsAtStart } = openOrRecover(dataDirectory, warn, unlock)
  const prepare = prepareCached(database)
  const writer = createReceiptWriter(database)
  const removeReceipts = createReceiptRemover(database)
  const logDescriptor = openSync(`${path}-wal`, 'r+')
  const whenDurable = createLogSync(logDescriptor)
  const bell = createBell()
  const removals = createRemovals()
  let rows = rowsAtStart
  let trouble: StoreTrouble | null = null
  const isInPlace = watchPlace(path)

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
        requirePlace()
        const written = writer.write(messages)
        trouble = null
        for (const { outcome, seqs } of written) if (outcome === 'new') rows += seqs.length
        bell.ring()
        return written
      } catch (error) {
        noteTrouble(error)
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

    readLeft: (predicate: Predicate, after: Rev, upTo: number, limit: number) =>
      readLeft(prepare, predicate, after, upTo, limit),

    removals,

    /** Removes rows and what hangs on them. */
    remove(seqs: readonly number[]): void {
      rows -= removeReceipts(seqs)
      removals.add(seqs, writer.rev())
      bell.ring()
    },

    rows: () => rows,

    /** Rings after every commit and removal. */
    bell,

    status(): StoreStatus {
      const pages = Number(database.pragma('page_count', { simple: true }))
      const pageSize = Number(database.pragma('page_size', { simple: true }))
      const walBytes = sizeOf(`${path}-wal`)
      const bytes = pages * pageSize + sizeOf(join(dataDirectory, 'text-index.db'))
      return { rows, bytes, walBytes, ...writability() }
    },

    /** Whoever reads found damage that no write has met yet: the next start repairs it all the same. */
    noteDamage,

    /** Null while rows can be written; after a failure it is tried again by writing something small. */
    trouble(): Words | null {
      if (isInPlace() && trouble === null) return null
      try {
        requirePlace()
        writer.probe()
        trouble = null
      } catch (error) {
        noteTrouble(error)
      }
      return trouble?.lastError ?? null
    },

    close(): void {
      closeSync(logDescriptor)
      database.close()
      unlock()
    },
  }

  function writability() {
    const { lastError = null, advice = null } = trouble ?? {}
    return { writable: trouble === null, lastError, advice }
  }

  function requirePlace(): void {
    if (!isInPlace()) throw new PlaceGone(placeGone(dataDirectory).lastError.en)
  }

  function noteTrouble(error: unknown): void {
    if (error instanceof PlaceGone) trouble = placeGone(dataDirectory)
    else if (isDamage(error)) {
      trouble = damaged
      noteDamage()
    } else trouble = explainTrouble(error, dataDirectory)
  }

  /** Damage found while in use is repaired by the next start. */
  function noteDamage(): void {
    writeFileSync(join(dataDirectory, damageMark), '')
  }

  function storeId(): string {
    const known = database.prepare("SELECT value FROM meta WHERE key = 'store'").pluck().get()
    if (typeof known === 'string') return known
    const fresh = randomUUID()
    database.prepare("INSERT INTO meta (key, value) VALUES ('store', ?)").run(fresh)
    return fresh
  }
}

class PlaceGone extends Error {}

type Opened = { database: Database.Database; rowsAtStart: number }

function openOrRecover(dataDirectory: string, warn: (message: string) => void, unlock: () => void): Opened {
  try {
    if (existsSync(join(dataDirectory, damageMark))) return recover(dataDirectory, warn)
    return openAndCount(dataDirectory)
  } catch (error) {
    if (isDamage(error)) return recover(dataDirectory, warn)
    unlock()
    throw error
  }
}

function recover(dataDirectory: string, warn: (message: string) => void): Opened {
  const { setAside, receipts } = recoverDatabase(dataDirectory, Date.now())
  warn(
    `The database was damaged. ${receipts} receipts were saved into a new one; the old one is kept as ${setAside}`,
  )
  return openAndCount(dataDirectory)
}

/** Counting walks a whole index: damage there is found before anything is written. */
function openAndCount(dataDirectory: string): Opened {
  const database = openDatabase(dataDirectory)
  try {
    return { database, rowsAtStart: Number(database.prepare('SELECT count(*) FROM receipt').pluck().get()) }
  } catch (error) {
    database.close()
    throw error
  }
}

const sizeOf = (path: string): number => statSync(path, { throwIfNoEntry: false })?.size ?? 0

const isDamage = (error: unknown): boolean =>
  (error instanceof StartError && error.code === 'database-corrupt') ||
  (error instanceof Error && 'code' in error && String(error.code).startsWith('SQLITE_CORRUPT'))
