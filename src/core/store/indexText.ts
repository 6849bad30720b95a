import type Database from 'better-sqlite3'

/**
 * Fills the trigram index behind the writer, a slice at a time, so that no commit waits for it. What is not yet
 * indexed is found by reading (see `searchSlices`).
 */
export function createTextIndexer(database: Database.Database) {
  const readMark = database.prepare("SELECT value FROM meta WHERE key = 'textIndexed'").pluck()
  const saveMark = database.prepare("INSERT OR REPLACE INTO meta (key, value) VALUES ('textIndexed', ?)")
  const nextRows = database.prepare('SELECT seq, text FROM receipt_text WHERE seq > ? ORDER BY seq LIMIT ?')
  const insert = database.prepare('INSERT INTO receipt_trigram (rowid, text) VALUES (?, ?)')

  /** Indexes at most `limit` more rows; the answer is how many it did. */
  return database.transaction((limit: number): number => {
    const rows = nextRows.all(Number(readMark.get() ?? 0), limit) as { seq: number; text: string }[]
    const last = rows.at(-1)
    if (last === undefined) return 0
    for (const row of rows) insert.run(row.seq, row.text)
    saveMark.run(last.seq)
    return rows.length
  }).immediate
}
