import type Database from 'better-sqlite3'
import type { SqlAnswer, SqlCell } from '../../contract/sql.ts'
import type { Words } from '../../contract/words.ts'
import { readableTables, readsOnlyReadable } from './readableTables.ts'

export type SqlJob = { path: string; sql: string; limit: number; milliseconds: number }
export type SqlOutcome =
  | { kind: 'answer'; answer: SqlAnswer }
  | { kind: 'refused'; message: Words; hint: Words }
  | { kind: 'failed'; message: string }

const mostCharacters = 4000
const shownBytes = 64
const mostAnswerBytes = 4 << 20

const noise = /^(?:\s+|--[^\n]*(?:\n|$)|\/\*[\s\S]*?\*\/)+/
const explained = /^EXPLAIN(?:\s+QUERY\s+PLAN)?\b/i

/** Runs one statement on a connection that can't write; what may be read is judged before the first row. */
export function querySql(
  database: Database.Database,
  { sql, limit, milliseconds }: Omit<SqlJob, 'path'>,
  clock: () => number,
): SqlOutcome {
  const began = clock()
  try {
    database.exec('BEGIN')
    const whole = sql.replace(noise, '')
    const inner = whole.replace(explained, '').replace(noise, '')
    if (!/^(?:SELECT|WITH|VALUES)\b/i.test(inner)) {
      return refused({
        en: 'Only SELECT, WITH, VALUES and EXPLAIN of these can be run',
        zh: '只能执行 SELECT、WITH、VALUES 及其 EXPLAIN',
      })
    }
    const statement = database.prepare(whole)
    if (!statement.reader || !statement.readonly) {
      return refused({ en: 'The statement would change something', zh: '该语句会修改数据' })
    }
    if (!readsOnlyReadable(database, inner)) {
      return refused({
        en: 'The statement reads what is not open to SQL',
        zh: '该语句读取了未开放给 SQL 的内容',
      })
    }
    return { kind: 'answer', answer: collect(statement.safeIntegers(), limit, began, milliseconds, clock) }
  } catch (error) {
    return { kind: 'failed', message: error instanceof Error ? error.message : String(error) }
  } finally {
    if (database.inTransaction) database.exec('ROLLBACK')
  }
}

function collect(
  statement: Database.Statement<unknown[]>,
  limit: number,
  began: number,
  milliseconds: number,
  clock: () => number,
): SqlAnswer {
  const columns = statement.columns().map(({ name, type }) => ({ name, type }))
  const rows: SqlCell[][] = []
  let partial: SqlAnswer['partial'] = null
  let size = 0
  for (const row of statement.raw().iterate() as Iterable<unknown[]>) {
    if (rows.length === limit) partial = 'limit'
    else if (size > mostAnswerBytes) partial = 'size'
    else if (clock() - began > milliseconds) partial = 'deadline'
    if (partial !== null) break
    const cells = row.map(toCell)
    size += JSON.stringify(cells).length
    rows.push(cells)
  }
  return { columns, rows, partial, milliseconds: Math.round(clock() - began) }
}

function toCell(value: unknown): SqlCell {
  if (value === null || value === undefined) return null
  if (typeof value === 'bigint') {
    const number = Number(value)
    return Number.isSafeInteger(number) ? number : String(value)
  }
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value)
  if (value instanceof Uint8Array) {
    return { bytes: value.byteLength, hex: Buffer.from(value.subarray(0, shownBytes)).toString('hex') }
  }
  const text = String(value)
  return text.length > mostCharacters
    ? { characters: text.length, text: text.slice(0, mostCharacters) }
    : text
}

const refused = (message: Words): SqlOutcome => ({
  kind: 'refused',
  message,
  hint: {
    en: `It can read ${readableTables.join(', ')}, sqlite_schema, json_each and json_tree.`,
    zh: `可读取 ${readableTables.join('、')}、sqlite_schema、json_each 和 json_tree。`,
  },
})
