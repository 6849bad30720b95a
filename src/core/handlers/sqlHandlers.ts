import * as z from 'zod'
import type { Handlers } from '../../contract/api.ts'
import { sqlLimits } from '../../contract/sql.ts'
import type { SqlConsole } from '../sql/createSqlConsole.ts'
import { readableTables } from '../sql/readableTables.ts'
import type { Prepare } from '../store/prepareCached.ts'
import { parseInput } from './parseInput.ts'

const runInput = z.object({
  sql: z.string().max(8000),
  limit: z.int().min(1).max(sqlLimits.rows),
  milliseconds: z.int().min(1).max(sqlLimits.milliseconds),
})

export function sqlHandlers(console: SqlConsole, prepare: Prepare) {
  return {
    'sql.run': (input, { signal }) => console.run(parseInput(runInput, input), signal),
    'sql.tables': () =>
      readableTables.map(name => ({
        name,
        columns: prepare('SELECT name, type FROM pragma_table_info(?)').all(name) as {
          name: string
          type: string
        }[],
      })),
  } satisfies Pick<Handlers['calls'], 'sql.run' | 'sql.tables'>
}
