import { statSync } from 'node:fs'
import Database from 'better-sqlite3'
import { type Candidates, matchOf } from '../query/textGrams.ts'
import { type Prepare, prepareCached } from './prepareCached.ts'
import { isDamaged, isSearchIndexOf, searchIndexPath } from './searchIndexFile.ts'

/** A connection to the search index, for one search: it sees one state of the index for as long as it walks. */
export type IndexConnection = {
  prepare: Prepare
  /** The last row whose text is in it. */
  newest: number
  /** Seqs of rows up to `to` that may hold a text, newest first. */
  candidates(words: Candidates, sample: readonly string[], to: number): IterableIterator<number>
  close(): void
}

export type IndexReader = {
  /** Null while there is none that could be trusted. */
  connect(): IndexConnection | null
  /** Says whether an error is the index's, which is then not used any more. */
  blame(error: unknown): boolean
  close(): void
}

type Pooled = { database: Database.Database; prepare: Prepare; file: string }

/** Connections are kept for the next search, unless the file has been made anew meanwhile. */
export function openIndexReader(
  main: Database.Database,
  onDamage: () => void = () => undefined,
): IndexReader {
  const path = searchIndexPath(main.name)
  const store = () => String(main.prepare("SELECT value FROM meta WHERE key = 'store'").pluck().get())
  let idle: Pooled[] = []
  let damaged: string | null = null

  /** A file made anew may get the number of the one before. */
  const fileNow = (): string | null => {
    const found = statSync(path, { throwIfNoEntry: false })
    return found === undefined ? null : `${found.ino}-${found.birthtimeMs}`
  }

  const open = (file: string): Pooled | null => {
    let database: Database.Database | null = null
    try {
      database = new Database(path, { readonly: true })
      database.pragma('cache_size = -8192')
      if (isSearchIndexOf(database, store())) return { database, prepare: prepareCached(database, 50), file }
    } catch {
      // Not yet made, or about to be made anew.
    }
    database?.close()
    return null
  }

  const closeIdle = () => {
    for (const { database } of idle) database.close()
    idle = []
  }

  return {
    connect() {
      const file = fileNow()
      if (file === null || file === damaged) return null
      if (idle.some(known => known.file !== file)) closeIdle()
      const pooled = idle.pop() ?? open(file)
      if (pooled === null) return null
      const { database, prepare } = pooled
      return {
        prepare,
        newest: Number(prepare('SELECT newest FROM text_mark').pluck().get()),
        candidates({ index, ...words }, sample, to) {
          const match = matchOf({ index, ...words }, sample)
          return prepareWalk(database, index).iterate(match, to) as IterableIterator<number>
        },
        close: () => void idle.push(pooled),
      }
    },

    blame(error) {
      if (!isDamaged(error)) return false
      damaged = fileNow()
      closeIdle()
      onDamage()
      return true
    },

    close: closeIdle,
  }
}

/** A statement of its own for each walk: one that is walked already can't begin anew. */
const prepareWalk = (database: Database.Database, index: string) =>
  database
    .prepare(`SELECT rowid FROM ${index} WHERE ${index} MATCH ? AND rowid <= ? ORDER BY rowid DESC`)
    .pluck()
