import type Database from 'better-sqlite3'
import { hanWords } from './textGrams.ts'

/**
 * Fills the text indexes behind the writer, a slice at a time, so that no commit waits for them. What is not yet
 * indexed is found by reading (see `searchSlices`).
 */
export function createTextIndexer(database: Database.Database) {
  const readMark = database.prepare("SELECT value FROM meta WHERE key = 'textIndexed'").pluck()
  const saveMark = database.prepare("INSERT OR REPLACE INTO meta (key, value) VALUES ('textIndexed', ?)")
  const nextRows = database.prepare('SELECT seq, text FROM receipt_text WHERE seq > ? ORDER BY seq LIMIT ?')
  const insertTrigrams = database.prepare('INSERT INTO receipt_trigram (rowid, text) VALUES (?, ?)')
  const insertWords = database.prepare('INSERT INTO receipt_han (rowid, text) VALUES (?, ?)')

  /** Indexes at most `limit` more rows; the answer is how many it did. */
  return database.transaction((limit: number): number => {
    const rows = nextRows.all(Number(readMark.get() ?? 0), limit) as { seq: number; text: string }[]
    const last = rows.at(-1)
    if (last === undefined) return 0
    for (const { seq, text } of rows) {
      insertTrigrams.run(seq, text)
      const words = hanWords(text)
      if (words !== '') insertWords.run(seq, words)
    }
    saveMark.run(last.seq)
    return rows.length
  }).immediate
}
