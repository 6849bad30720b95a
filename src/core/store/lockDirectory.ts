import { join } from 'node:path'
import Database from 'better-sqlite3'
import { StartError } from '../startError.ts'

/**
 * Holds a data directory for one process. The lock is SQLite's own on a file beside the database, so the
 * system drops it when the process dies, however it dies.
 */
export function lockDirectory(dataDirectory: string): () => void {
  const lock = new Database(join(dataDirectory, 'in-use.lock'), { timeout: 0 })
  try {
    lock.exec('BEGIN EXCLUSIVE')
  } catch (error) {
    lock.close()
    if (!(error instanceof Error && 'code' in error && String(error.code).startsWith('SQLITE_BUSY')))
      throw error
    throw new StartError(
      'already-running',
      `The data directory ${dataDirectory} is in use by another ReceiptScope`,
      'Close the other one, or choose another data directory.',
    )
  }
  return () => {
    lock.exec('ROLLBACK')
    lock.close()
  }
}
