import type Database from 'better-sqlite3'

/** Running a statement costs as much as a short row does: so rows of one table go in together, as far as they fill a statement. */
const rowsTogether = 16

export type RowInserter = { add(...row: unknown[]): void; finish(): void; forget(): void }

/** Gathers rows of a table and inserts them many at a time; what is left goes in when told. */
export function createRowInserter(
  database: Database.Database,
  table: string,
  columns: readonly string[],
): RowInserter {
  const row = `(${columns.map(() => '?').join(', ')})`
  const prepare = (rows: number) =>
    database.prepare(
      `INSERT INTO ${table} (${columns.join(', ')}) VALUES ${new Array(rows).fill(row).join(', ')}`,
    )
  const insertOne = prepare(1)
  const insertMany = prepare(rowsTogether)
  const full = rowsTogether * columns.length
  let waiting: unknown[] = []

  return {
    add(...values) {
      waiting.push(...values)
      if (waiting.length < full) return
      insertMany.run(...waiting)
      waiting = []
    },
    finish() {
      for (let at = 0; at < waiting.length; at += columns.length) {
        insertOne.run(...waiting.slice(at, at + columns.length))
      }
      waiting = []
    },
    /** After a failure: what waits belongs to rows that are not there. */
    forget() {
      waiting = []
    },
  }
}
