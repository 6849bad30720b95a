import type Database from 'better-sqlite3'

/** Removes rows with what hangs on them; a body goes with the last of its rows, the text index follows by itself. */
export function createReceiptRemover(database: Database.Database) {
  const findBody = database.prepare('SELECT body FROM receipt WHERE seq = ?').pluck()
  const statements = ['DELETE FROM receipt WHERE seq = ?', 'DELETE FROM receipt_text WHERE seq = ?'].map(
    sql => database.prepare(sql),
  )
  const removeBody = database.prepare(
    `DELETE FROM body WHERE id = ? AND NOT EXISTS
      (SELECT 1 FROM receipt r WHERE r.seq BETWEEN body.id AND body.id + body.receipts - 1 AND r.body = body.id)`,
  )
  return database.transaction((seqs: readonly number[]): number => {
    let removed = 0
    for (const seq of seqs) {
      const body = findBody.get(seq)
      if (body === undefined) continue
      for (const statement of statements) statement.run(seq)
      removeBody.run(body)
      removed++
    }
    return removed
  }).immediate
}
