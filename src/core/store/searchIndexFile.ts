import { existsSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import Database from 'better-sqlite3'
import { createPrivately } from './openDatabase.ts'
import { tallySchema } from './tallyTable.ts'

/**
 * What is searched by stands in a file of its own, so that filling it never keeps a commit waiting for a lock. It can be
 * thrown away: what it doesn't know is found by reading, and it is made again from the rows.
 */
const fileName = 'text-index.db'
/** Raised where the file's form changes; an older one is then made again. */
const form = 3

export const searchIndexPath = (databasePath: string) => join(dirname(databasePath), fileName)

/** Whether a file is one of this form, made from the database that calls itself `store`. */
export function isSearchIndexOf(database: Database.Database, store: string): boolean {
  if (database.pragma('user_version', { simple: true }) !== form) return false
  return database.prepare('SELECT store FROM text_mark').pluck().get() === store
}

/** Opens the index of a database for filling; one that is damaged, older or another's is made anew. */
export function openSearchIndex(databasePath: string, source: Database.Database): Database.Database {
  const path = searchIndexPath(databasePath)
  const store = String(source.prepare("SELECT value FROM meta WHERE key = 'store'").pluck().get())
  if (existsSync(path)) {
    const known = openIfSound(path, store)
    if (known !== null) return known
  }
  removeSearchIndex(databasePath)
  createPrivately(path)
  const database = prepared(new Database(path))
  database.transaction(() => {
    database.exec(`
      CREATE VIRTUAL TABLE receipt_trigram USING fts5
        (text, content='', contentless_delete=1, tokenize='trigram case_sensitive 1', detail='none');
      CREATE VIRTUAL TABLE receipt_han USING fts5
        (text, content='', contentless_delete=1, tokenize='unicode61 remove_diacritics 0', detail='none');
      CREATE TABLE text_block (block INTEGER PRIMARY KEY, pairs BLOB NOT NULL) STRICT;
      -- Rows up to newest are in the indexes; of which database, says the store.
      CREATE TABLE text_mark (store TEXT NOT NULL, newest INTEGER NOT NULL) STRICT;
      ${tallySchema}
    `)
    database.prepare('INSERT INTO text_mark (store, newest) VALUES (?, 0)').run(store)
    database.pragma(`user_version = ${form}`)
  })()
  return database
}

export function removeSearchIndex(databasePath: string): void {
  for (const suffix of ['', '-wal', '-shm']) rmSync(searchIndexPath(databasePath) + suffix, { force: true })
}

export const isDamaged = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && /^SQLITE_(CORRUPT|NOTADB)/.test(String(error.code))

function openIfSound(path: string, store: string): Database.Database | null {
  let database: Database.Database | null = null
  try {
    database = new Database(path)
    if (isSearchIndexOf(database, store)) return prepared(database)
  } catch {
    // Damaged, or of another form: made again.
  }
  database?.close()
  return null
}

function prepared(database: Database.Database): Database.Database {
  database.pragma('journal_mode = WAL')
  database.pragma('synchronous = NORMAL')
  database.pragma('cache_size = -16384')
  return database
}
