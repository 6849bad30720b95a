import type Database from 'better-sqlite3'

/** What a person may read with SQL. Accounts, tokens, settings and monitors are not among it, and nothing new is by itself. */
export const readableTables = [
  'receipt',
  'body',
  'receipt_text',
  'attempt',
  'replay',
  'send',
  'view',
  'alert',
  'firing',
]

const schemaPage = 1
const jsonTables = ["json_each('[]')", "json_tree('[]')"]

/** Off in this build, and refused whatever a later one has on. */
const closedFunctions = /^(?:load_extension|fts3_tokenizer)\(/

type Step = { opcode: string; p2: number; p3: number; p4: string | null }

/**
 * Says whether a statement reads anything but what it may, by the program that SQLite made of it: every table and index
 * that is opened stands in it with its first page, whatever the text looks like. Better than an authorizer of names, and
 * the connection has none. Only within one transaction, or another schema could come in between.
 */
export function readsOnlyReadable(database: Database.Database, sql: string): boolean {
  const names = readableTables.map(() => '?').join(', ')
  const pages = database
    .prepare(`SELECT rootpage FROM main.sqlite_schema WHERE tbl_name IN (${names}) AND rootpage > 0`)
    .pluck()
    .all(...readableTables) as number[]
  const readable = new Set([schemaPage, ...pages])
  const virtual = new Set(jsonTables.flatMap(table => virtualTablesOf(database, `SELECT 1 FROM ${table}`)))
  return programOf(database, sql).every(({ opcode, p2, p3, p4 }) => {
    switch (opcode) {
      case 'OpenRead':
      case 'ReopenIdx':
        return p3 === 0 ? readable.has(p2) : p2 === schemaPage
      case 'VOpen':
        return p4 !== null && virtual.has(p4)
      case 'Function':
      case 'PureFunc':
        return !closedFunctions.test(p4 ?? '')
      case 'OpenDup':
      case 'OpenEphemeral':
      case 'OpenAutoindex':
      case 'OpenPseudo':
      case 'SorterOpen':
        return true
      default:
        return !/^(?:V?Open|Reopen|Attach|Vacuum|SqlExec|JournalMode|Checkpoint)/.test(opcode)
    }
  })
}

/** A virtual table that needs no name of its own is the same one for all statements of a connection. */
const virtualTablesOf = (database: Database.Database, sql: string) =>
  programOf(database, sql).flatMap(({ opcode, p4 }) => (opcode === 'VOpen' && p4 !== null ? [p4] : []))

const programOf = (database: Database.Database, sql: string) =>
  database.prepare(`EXPLAIN ${sql}`).all() as Step[]
