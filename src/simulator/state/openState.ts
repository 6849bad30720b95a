import { closeSync, existsSync, mkdirSync, openSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { migrate } from './schema.ts'
import type { State } from './state.ts'
import { readStoredQueues } from './storedQueues.ts'
import { createWriter } from './writer.ts'

/**
 * Opens the state in a directory, for this process alone. A commit reaches the operating system before it counts:
 * it survives the process's death at any moment, not the machine's.
 */
export function openState(directory: string, now: () => number): State {
  if (!existsSync(directory)) mkdirSync(directory, { mode: 0o700 })
  const path = join(directory, 'simulator.db')
  closeSync(openSync(path, 'a', 0o600))
  const database = new Database(path, { timeout: 0 })
  try {
    database.pragma('locking_mode = EXCLUSIVE')
    database.pragma('journal_mode = WAL')
    database.pragma('synchronous = NORMAL')
    migrate(database, path)
  } catch (error) {
    database.close()
    if (error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY')) {
      throw new Error(`${path} is in use by another simulator: stop it, or name another directory`)
    }
    throw error
  }
  const latest = database.prepare("SELECT value FROM meta WHERE name = 'time'").pluck().get()
  const writer = createWriter(database, now)
  return {
    documents: writer.documents,
    journal: writer.journal,
    stored: readStoredQueues(database),
    latestTime: typeof latest === 'number' ? latest : 0,
    commit: writer.commit,
    close() {
      try {
        writer.flush()
      } finally {
        database.close()
      }
    },
  }
}
