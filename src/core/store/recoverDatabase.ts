import { existsSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type Database from 'better-sqlite3'
import { databaseName, openDatabase } from './openDatabase.ts'

export type Recovery = { setAside: string; receipts: number }

const rowidTables = ['receipt', 'body', 'receipt_text', 'attempt', 'replay', 'replaced', 'firing']
const keyedTables = [
  'meta',
  'account',
  'monitor',
  'setting',
  'view',
  'alert',
  'send',
  'compensation',
  'compensation_send',
]
/** Beyond every rowid there can be; empty ranges cost nothing. */
const lastRowid = 2 ** 42

/** Left beside a database that turned out to be damaged while in use: the next start recovers it. */
export const damageMark = `${databaseName}.damaged`

/**
 * Sets a damaged database aside, and copies what can still be read into a new one. The old file is kept as it is; the
 * new one is another database to readers, so their cursors start afresh.
 */
export function recoverDatabase(dataDirectory: string, now: number): Recovery {
  const path = join(dataDirectory, databaseName)
  const setAside = join(
    dataDirectory,
    `receipts-damaged-${new Date(now).toISOString().replaceAll(/[:.]/g, '-')}.db`,
  )
  for (const suffix of ['', '-wal', '-shm']) {
    if (existsSync(path + suffix)) renameSync(path + suffix, setAside + suffix)
  }
  const database = openDatabase(dataDirectory)
  try {
    database.prepare('ATTACH ? AS damaged').run(setAside)
    for (const table of keyedTables) attempt(() => copy(database, table, ''))
    for (const table of rowidTables) copyRange(database, table, 1, lastRowid)
    startAfresh(database)
    database.exec('DETACH damaged')
    const receipts = Number(database.prepare('SELECT count(*) FROM receipt').pluck().get())
    rmSync(join(dataDirectory, damageMark), { force: true })
    return { setAside, receipts }
  } finally {
    database.close()
  }
}

/** Halves what can't be read until the rest is copied. */
function copyRange(database: Database.Database, table: string, from: number, to: number): void {
  if (attempt(() => copy(database, table, `WHERE rowid BETWEEN ${from} AND ${to}`)) || from === to) return
  const middle = Math.floor((from + to) / 2)
  copyRange(database, table, from, middle)
  copyRange(database, table, middle + 1, to)
}

function copy(database: Database.Database, table: string, where: string): void {
  const columns = (schema: string) =>
    (database.pragma(`${schema}.table_info(${table})`) as { name: string }[]).map(({ name }) => name)
  const theirs = new Set(columns('damaged'))
  const names = columns('main')
    .filter(name => theirs.has(name))
    .join(', ')
  database.exec(
    `INSERT OR IGNORE INTO main.${table} (${names}) SELECT ${names} FROM damaged.${table} ${where}`,
  )
}

function attempt(action: () => void): boolean {
  try {
    action()
    return true
  } catch {
    return false
  }
}

function startAfresh(database: Database.Database): void {
  database.exec(`
    DELETE FROM meta WHERE key = 'store';
    INSERT OR REPLACE INTO meta (key, value)
      SELECT 'counter', max(
        coalesce((SELECT value FROM meta WHERE key = 'counter'), 0),
        coalesce((SELECT max(rev) FROM receipt), 0),
        coalesce((SELECT max(seq) FROM receipt), 0));
  `)
}
