/** Blobs are named by their length and first bytes; text longer than is shown is cut. */
export type SqlCell =
  | null
  | number
  | string
  | { bytes: number; hex: string }
  | { characters: number; text: string }

export type SqlAnswer = {
  columns: { name: string; type: string | null }[]
  rows: SqlCell[][]
  /** Why there may be more rows than these. */
  partial: 'limit' | 'size' | 'deadline' | null
  milliseconds: number
}

export type SqlTable = { name: string; columns: { name: string; type: string }[] }

export const sqlLimits = { rows: 10_000, milliseconds: 60_000, usualRows: 1000, usualMilliseconds: 5000 }

export type SqlCalls = {
  /** One SELECT, WITH, VALUES or EXPLAIN over receipts and what belongs to them; nothing else can be read. */
  'sql.run': { input: { sql: string; limit: number; milliseconds: number }; output: SqlAnswer }
  /** The tables that can be read. */
  'sql.tables': { input: null; output: SqlTable[] }
}
