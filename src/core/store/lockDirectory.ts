import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { asIs, type Words } from '../../contract/words.ts'
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
    const holder = readHolder(dataDirectory)
    throw new StartError(
      'already-running',
      {
        en: `The data directory ${dataDirectory} is in use by another ReceiptScope${holder.en}`,
        zh: `数据目录 ${dataDirectory} 正被另一个 ReceiptScope 使用${holder.zh}`,
      },
      {
        en: 'Close the other one, or choose another data directory.',
        zh: '请关闭另一个，或另选一个数据目录。',
      },
    )
  }
  const note = holderPath(dataDirectory)
  writeFileSync(note, JSON.stringify({ process: process.pid, since: new Date().toISOString() }))
  return () => {
    rmSync(note, { force: true })
    lock.exec('ROLLBACK')
    lock.close()
  }
}

/** Beside the lock, for whoever finds it taken; it proves nothing by itself. */
const holderPath = (dataDirectory: string) => join(dataDirectory, 'in-use.json')

function readHolder(dataDirectory: string): Words {
  try {
    const holder = JSON.parse(readFileSync(holderPath(dataDirectory), 'utf8')) as Record<string, unknown>
    const [id, since] = [Number(holder.process), String(holder.since).slice(0, 30)]
    return { en: ` (process ${id}, since ${since})`, zh: `（进程 ${id}，始于 ${since}）` }
  } catch {
    return asIs('')
  }
}
