import { existsSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import Database from 'better-sqlite3'
import { createPrivately } from './openDatabase.ts'
import { hanWords } from './textGrams.ts'

/**
 * The text indexes stand in a file of their own, so that filling them never keeps a commit waiting for a lock. It can
 * be thrown away: what it doesn't know is found by reading, and it is made again from the texts.
 */
const fileName = 'text-index.db'
/** Raised where the indexes' form changes; an older file is then made again. */
const form = 1

const pathBeside = (databasePath: string) => join(dirname(databasePath), fileName)

/** Opens the index of a database for filling, or makes it anew. */
export function openTextIndex(databasePath: string) {
  const database = openOrMake(databasePath)
  const source = new Database(databasePath, { readonly: true })
  const readMarks = database.prepare('SELECT oldest, newest FROM text_mark')
  const saveNewest = database.prepare('UPDATE text_mark SET newest = ?')
  const saveOldest = database.prepare('UPDATE text_mark SET oldest = ?')
  const nextTexts = source.prepare('SELECT seq, text FROM receipt_text WHERE seq > ? ORDER BY seq LIMIT ?')
  const oldestSeq = source.prepare('SELECT min(seq) FROM receipt_text').pluck()
  const insertTrigrams = database.prepare('INSERT INTO receipt_trigram (rowid, text) VALUES (?, ?)')
  const insertWords = database.prepare('INSERT INTO receipt_han (rowid, text) VALUES (?, ?)')
  const removals = ['receipt_trigram', 'receipt_han'].map(table =>
    database.prepare(`DELETE FROM ${table} WHERE rowid = ?`),
  )
  const marks = () => readMarks.get() as { oldest: number; newest: number }

  const add = (limit: number): number => {
    const rows = nextTexts.all(marks().newest, limit) as { seq: number; text: string }[]
    for (const { seq, text } of rows) {
      insertTrigrams.run(seq, text)
      const words = hanWords(text)
      if (words !== '') insertWords.run(seq, words)
    }
    const last = rows.at(-1)
    if (last !== undefined) saveNewest.run(last.seq)
    return rows.length
  }

  /** Rows are removed oldest first, all but the pinned ones; a single one left in the index harms nobody. */
  const drop = (limit: number): number => {
    const { oldest, newest } = marks()
    const until = Math.min(Number(oldestSeq.get() ?? newest + 1), newest + 1, oldest + limit)
    for (let seq = oldest; seq < until; seq++) for (const removal of removals) removal.run(seq)
    if (until > oldest) saveOldest.run(until)
    return Math.max(0, until - oldest)
  }

  return {
    /** Takes in and drops at most `limit` rows each; the answer is how many it did. */
    step: database.transaction((limit: number): number => add(limit) + drop(limit)).immediate,
    close(): void {
      source.close()
      database.close()
    },
  }
}

/** Lets a connection search by the index, where there is one. */
export function attachTextIndex(database: Database.Database): void {
  const path = pathBeside(database.name)
  if (existsSync(path)) database.prepare('ATTACH ? AS words').run(path)
}

function openOrMake(databasePath: string): Database.Database {
  const path = pathBeside(databasePath)
  const source = new Database(databasePath, { readonly: true })
  const store = String(source.prepare("SELECT value FROM meta WHERE key = 'store'").pluck().get())
  const oldest = Number(source.prepare('SELECT min(seq) FROM receipt_text').pluck().get() ?? 0)
  source.close()
  try {
    const known = new Database(path)
    if (isOf(known, store)) return prepared(known)
    known.close()
  } catch {
    // Damaged: made again below.
  }
  for (const suffix of ['', '-wal', '-shm']) rmSync(path + suffix, { force: true })
  createPrivately(path)
  const database = prepared(new Database(path))
  database.transaction(() => {
    database.exec(`
      CREATE VIRTUAL TABLE receipt_trigram USING fts5
        (text, content='', contentless_delete=1, tokenize='trigram case_sensitive 1', detail='none');
      CREATE VIRTUAL TABLE receipt_han USING fts5
        (text, content='', contentless_delete=1, tokenize='unicode61 remove_diacritics 0', detail='none');
      -- Rows from oldest to newest are in the indexes; of which database, says the store.
      CREATE TABLE text_mark (store TEXT NOT NULL, oldest INTEGER NOT NULL, newest INTEGER NOT NULL) STRICT;
    `)
    database.prepare('INSERT INTO text_mark (store, oldest, newest) VALUES (?, ?, 0)').run(store, oldest)
    database.pragma(`user_version = ${form}`)
  })()
  return database
}

function isOf(database: Database.Database, store: string): boolean {
  if (database.pragma('user_version', { simple: true }) !== form) return false
  return database.prepare('SELECT store FROM text_mark').pluck().get() === store
}

function prepared(database: Database.Database): Database.Database {
  database.pragma('journal_mode = WAL')
  database.pragma('synchronous = NORMAL')
  return database
}
