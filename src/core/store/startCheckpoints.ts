import Database from 'better-sqlite3'

const everyMilliseconds = 400
/** A log that outgrows this is followed closely: what is left of it then is little for the writer to move. */
const longPages = 8192
const closelyMilliseconds = 100

/**
 * Moves committed pages from the log into the database file, on the thread that calls: it synchronises both files and
 * may take long, while the writer goes on. Returns what stops it.
 */
export function startCheckpoints(path: string): () => void {
  const database = new Database(path)
  database.pragma('wal_autocheckpoint = 0')
  let timer = setTimeout(move, everyMilliseconds)

  function move() {
    let isLong = false
    try {
      const [moved] = database.pragma('wal_checkpoint(PASSIVE)') as { log: number }[]
      isLong = (moved?.log ?? 0) > longPages
    } catch {
      // A full disk is the writer's to tell; the log keeps everything until there is room.
    }
    timer = setTimeout(move, isLong ? closelyMilliseconds : everyMilliseconds)
  }

  return () => {
    clearTimeout(timer)
    database.close()
  }
}
