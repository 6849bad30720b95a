import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { type SqlAnswer, type SqlCell, sqlLimits } from '../../contract/sql.ts'
import { writeCsvRecord } from '../../core/export/csv.ts'
import { createSqlConsole } from '../../core/sql/createSqlConsole.ts'
import { databaseName } from '../../core/store/openDatabase.ts'
import { parseDuration } from '../api/readParameters.ts'
import { type Command, type Given, UsageError } from '../command/command.ts'
import { dataOption, readPlace } from '../command/dataOption.ts'
import { connectToInstance } from '../command/instance.ts'
import { urlOption } from '../command/instanceAddress.ts'
import { showTable } from '../command/showTable.ts'
import { type Io, print } from '../io.ts'

const formats = ['table', 'json', 'csv'] as const

export const sqlCommand: Command = {
  name: 'sql',
  summary: 'Ask the database with one SELECT',
  operands: 'STATEMENT',
  options: {
    data: dataOption,
    url: urlOption,
    format: { value: 'FORMAT', about: `One of ${formats.join(', ')}.`, fallback: 'table' },
    limit: {
      value: 'ROWS',
      about: `At most so many rows, up to ${sqlLimits.rows}.`,
      fallback: `${sqlLimits.usualRows}`,
    },
    timeout: { value: 'TIME', about: 'How long it may take: 500ms, 5s, 1m.', fallback: '5s' },
  },
  notes: [
    'It only reads: SELECT, WITH, VALUES, and EXPLAIN of these, over receipt, body, receipt_text, attempt, replay, send, view, alert, firing and sqlite_schema. Accounts and their secrets can’t be read. Times are milliseconds since 1970.',
    'Exit 1 where there may be more rows than were shown.',
  ],
  examples: [
    "receiptscope sql --data ./data 'SELECT err_code, count(*) FROM receipt GROUP BY 1 ORDER BY 2 DESC'",
  ],
  run: sql,
}

async function sql(given: Given, io: Io): Promise<number> {
  const [statement, ...others] = given.operands
  if (statement === undefined || others.length > 0)
    throw new UsageError('one statement is expected, in quotes')
  const format = formats.find(known => known === given.text('format'))
  if (format === undefined) throw new UsageError(`--format expects one of ${formats.join(', ')}`)
  const place = readPlace(given)
  const input = { sql: statement, limit: readLimit(given), milliseconds: readTimeout(given) }
  const answer = 'data' in place ? await askFile(place.data, input, io) : await askInstance(given, input, io)
  await print(io.stdout, write[format](answer))
  if (answer.partial === null) return 0
  await print(io.stderr, `receiptscope sql: there may be more rows: ${reasons[answer.partial]}\n`)
  return 1
}

type SqlInput = { sql: string; limit: number; milliseconds: number }

const reasons: Record<NonNullable<SqlAnswer['partial']>, string> = {
  limit: '--limit was reached',
  size: 'the answer became too large',
  deadline: '--timeout was reached',
}

async function askFile(data: string, input: SqlInput, io: Io): Promise<SqlAnswer> {
  const path = join(data, databaseName)
  if (!existsSync(path)) throw new UsageError(`--data expects a directory with a ${databaseName}`)
  return await createSqlConsole(path).run(input, io.stop)
}

async function askInstance(given: Given, input: SqlInput, io: Io): Promise<SqlAnswer> {
  const client = await connectToInstance(given, io)
  try {
    return await client.call('sql.run', input, { signal: io.stop })
  } finally {
    client.close()
  }
}

function readLimit(given: Given): number {
  const limit = Number(given.text('limit'))
  if (Number.isInteger(limit) && limit >= 1 && limit <= sqlLimits.rows) return limit
  throw new UsageError(`--limit expects a whole number from 1 to ${sqlLimits.rows}`)
}

function readTimeout(given: Given): number {
  const milliseconds = parseDuration(given.text('timeout') ?? '')
  if (milliseconds !== null && milliseconds >= 1 && milliseconds <= sqlLimits.milliseconds)
    return milliseconds
  throw new UsageError(
    `--timeout expects a duration like 500ms or 5s, at most ${sqlLimits.milliseconds / 1000} s`,
  )
}

const write: Record<(typeof formats)[number], (answer: SqlAnswer) => string> = {
  table: ({ columns, rows }) =>
    showTable(
      columns.map(({ name }) => name),
      rows.map(row => row.map(toText)),
      columns.length,
    ),
  json: ({ columns, rows }) =>
    rows
      .map(row => Object.fromEntries(columns.map(({ name }, index) => [name, row[index] ?? null])))
      .map(row => `${JSON.stringify(row)}\n`)
      .join(''),
  csv: ({ columns, rows }) =>
    [columns.map(({ name }) => name), ...rows.map(row => row.map(toField))].map(writeCsvRecord).join(''),
}

const toField = (cell: SqlCell) => (cell === null ? null : toText(cell))

function toText(cell: SqlCell): string {
  if (cell === null) return 'NULL'
  if (typeof cell !== 'object') return String(cell)
  if ('bytes' in cell) return `${cell.bytes} bytes ${cell.hex}${cell.bytes * 2 > cell.hex.length ? '…' : ''}`
  return `${cell.text}… (${cell.characters} characters)`
}
