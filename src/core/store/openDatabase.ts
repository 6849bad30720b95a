import { accessSync, closeSync, constants, existsSync, openSync, statSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { StartError } from '../startError.ts'
import { makeDirectory } from './makeDirectory.ts'
import { migrate } from './migrate.ts'

export const databaseName = 'receipts.db'

/** Opens or creates the database of a data directory; known trouble leaves as a StartError, the file untouched. */
export function openDatabase(dataDirectory: string): Database.Database {
  prepareDirectory(dataDirectory)
  const path = join(dataDirectory, databaseName)
  const fresh = !existsSync(path) || statSync(path).size === 0
  let database: Database.Database | undefined
  try {
    createPrivately(path)
    database = new Database(path)
    // Read before the first write: a foreign or newer file must stay as it is, journal mode included.
    database.pragma('user_version')
    migrateSafely(database, path, fresh)
    return database
  } catch (error) {
    database?.close()
    throw explain(error, path)
  }
}

function migrateSafely(database: Database.Database, path: string, fresh: boolean): void {
  if (fresh) database.pragma('auto_vacuum = INCREMENTAL')
  migrate(database, path)
  database.pragma('journal_mode = WAL')
  database.pragma('synchronous = NORMAL')
  database.pragma('foreign_keys = ON')
  database.pragma('temp_store = MEMORY')
  database.pragma('cache_size = -32768')
  database.pragma('journal_size_limit = 67108864')
  // The upkeep thread moves the log into the database all the time, but only a pause lets the log begin anew: without one
  // the writer moves the little that is left. A longer log would cost more: what it grows by is written to new places of the disk.
  database.pragma('wal_autocheckpoint = 16384')
}

/** For this user's eyes alone: it holds phone numbers and texts. The files that SQLite adds take over the rights. */
export function createPrivately(path: string): void {
  closeSync(openSync(path, 'a', 0o600))
}

export function prepareDirectory(dataDirectory: string): void {
  try {
    makeDirectory(dataDirectory)
    accessSync(dataDirectory, constants.R_OK | constants.W_OK | constants.X_OK)
  } catch (error) {
    throw new StartError(
      'data-directory',
      {
        en: `The data directory ${dataDirectory} can't be written (${codeOf(error)})`,
        zh: `数据目录 ${dataDirectory} 无法写入（${codeOf(error)}）`,
      },
      {
        en: 'Choose another one, or give this user the right to write there.',
        zh: '请另选一个目录，或授予当前用户写入权限。',
      },
    )
  }
}

const moveAway = {
  en: 'Move the file away to start with an empty one; it was left as it is.',
  zh: '移走该文件即可从空库开始；文件保持原样，未作改动。',
}

function explain(error: unknown, path: string): unknown {
  if (error instanceof StartError) return error
  const code = codeOf(error)
  if (code === 'SQLITE_NOTADB') {
    return new StartError(
      'not-a-database',
      {
        en: `${path} is not a SQLite database, or its first page is damaged`,
        zh: `${path} 不是 SQLite 数据库，或其首页已损坏`,
      },
      moveAway,
    )
  }
  if (code.startsWith('SQLITE_CORRUPT')) {
    return new StartError(
      'database-corrupt',
      { en: `${path} is damaged (${code})`, zh: `${path} 已损坏（${code}）` },
      moveAway,
    )
  }
  if (code.startsWith('SQLITE_BUSY')) {
    return new StartError(
      'already-running',
      { en: `${path} is in use by another program`, zh: `${path} 正被其他程序占用` },
      {
        en: 'Close that program, or choose another data directory.',
        zh: '请关闭该程序，或另选一个数据目录。',
      },
    )
  }
  if (/^SQLITE_(READONLY|CANTOPEN|PERM|IOERR)/.test(code)) {
    return new StartError(
      'data-directory',
      { en: `${path} can't be opened for writing (${code})`, zh: `${path} 无法以写入方式打开（${code}）` },
      {
        en: 'Check the rights of the file and its directory, and that the disk is not full.',
        zh: '请检查文件及其目录的权限，并确认磁盘未满。',
      },
    )
  }
  return error
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error)
}
