import { create } from 'zustand'
import type { ApiError } from '../../contract/apiError.ts'
import type { Client } from '../../contract/rpc/createClient.ts'
import { type SqlAnswer, sqlLimits } from '../../contract/sql.ts'
import { setPreferences, usePreferences } from '../state/preferences.ts'

/** What came of a statement begun at a time; the text may have been changed since. */
export type SqlOutcome = { at: number; sql: string } & (
  | { kind: 'answer'; answer: SqlAnswer }
  | { kind: 'failure'; error: ApiError }
)

type SqlState = {
  text: string
  milliseconds: number
  limit: number
  running: { sql: string; since: number; stop: () => void } | null
  outcome: SqlOutcome | null
}

/** The console as it was left: going to another panel stops and loses nothing. */
export const useSql = create<SqlState>(() => ({
  text: '',
  milliseconds: sqlLimits.usualMilliseconds,
  limit: sqlLimits.usualRows,
  running: null,
  outcome: null,
}))

const mostKept = 50

/** A statement put before those that were run earlier, each kept once. */
export const withStatement = (recent: readonly string[], sql: string): string[] =>
  [sql, ...recent.filter(other => other !== sql)].slice(0, mostKept)

export async function runStatement(client: Pick<Client, 'call'>, sql: string, now: number): Promise<void> {
  const { running, milliseconds, limit } = useSql.getState()
  const wanted = sql.trim()
  if (running !== null || wanted === '') return
  const controller = new AbortController()
  useSql.setState({ running: { sql: wanted, since: now, stop: () => controller.abort() } })
  setPreferences({ recentStatements: withStatement(usePreferences.getState().recentStatements, wanted) })
  try {
    const input = { sql: wanted, limit, milliseconds }
    const answer = await client.call('sql.run', input, { signal: controller.signal })
    useSql.setState({ outcome: { kind: 'answer', at: now, sql: wanted, answer } })
  } catch (error) {
    if (!controller.signal.aborted)
      useSql.setState({ outcome: { kind: 'failure', at: now, sql: wanted, error: error as ApiError } })
  }
  useSql.setState({ running: null })
}
