import Database from 'better-sqlite3'

const everyMilliseconds = 400

/**
 * Moves committed pages from the log into the database file, on the thread that calls: it synchronises both files and
 * may take long, while the writer goes on. Returns what stops it.
 */
export function startCheckpoints(path: string): () => void {
  const database = new Database(path)
  database.pragma('wal_autocheckpoint = 0')
  const timer = setInterval(() => {
    try {
      database.pragma('wal_checkpoint(PASSIVE)')
    } catch {
      // A full disk is the writer's to tell; the log keeps everything until there is room.
    }
  }, everyMilliseconds)
  return () => {
    clearInterval(timer)
    database.close()
  }
}
