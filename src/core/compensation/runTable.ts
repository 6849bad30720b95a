import type { AccountId, CompensationId } from '../../contract/brand.ts'
import type { CompensationRun, SendToAsk } from '../../contract/compensation.ts'
import type { Store } from '../store/openStore.ts'
import { readWords, writeWords } from '../store/storedWords.ts'

export type RunTable = ReturnType<typeof createRunTable>
type Sums = Pick<CompensationRun, 'asked' | 'found' | 'added' | 'changed' | 'failed' | 'lastError'>

type StoredRun = Omit<CompensationRun, 'lastError'> & { lastError: string | null }

const toRun = ({ lastError, ...run }: StoredRun): CompensationRun => ({
  ...run,
  lastError: lastError === null ? null : readWords(lastError),
})

const keptRuns = 100
const columns = `id, account, state, asked, total AS "of", found, added, changed, failed, last_error AS lastError,
  started_at AS startedAt, ended_at AS endedAt`

/** Runs, and what each has still to ask about: written with every answer, so that a kill repeats one question at most. */
export function createRunTable({ prepare, database }: Pick<Store, 'prepare' | 'database'>) {
  const whole = <A extends unknown[]>(change: (...args: A) => void) => database.transaction(change).immediate

  return {
    list: (): CompensationRun[] =>
      (prepare(`SELECT ${columns} FROM compensation ORDER BY started_at DESC, id`).all() as StoredRun[]).map(
        toRun,
      ),

    find(id: CompensationId): CompensationRun | undefined {
      const run = prepare(`SELECT ${columns} FROM compensation WHERE id = ?`).get(id) as StoredRun | undefined
      return run && toRun(run)
    },

    left: (id: CompensationId) =>
      prepare(
        'SELECT position, phone, day, biz_id AS bizId FROM compensation_send WHERE run = ? ORDER BY position',
      ).all(id) as (SendToAsk & { position: number })[],

    begin: whole((id: CompensationId, account: AccountId, sends: readonly SendToAsk[], now: number) => {
      prepare(
        `INSERT INTO compensation (id, account, state, asked, total, found, added, changed, failed, started_at)
          VALUES (?, ?, 'running', 0, ?, 0, 0, 0, 0, ?)`,
      ).run(id, account, sends.length, now)
      const insert = prepare('INSERT INTO compensation_send VALUES (?, ?, ?, ?, ?)')
      for (const [position, { phone, day, bizId }] of sends.entries()) {
        insert.run(id, position, phone, day, bizId)
      }
      const old = `id NOT IN (SELECT id FROM compensation ORDER BY started_at DESC LIMIT ${keptRuns}) AND state <> 'running'`
      prepare(`DELETE FROM compensation_send WHERE run IN (SELECT id FROM compensation WHERE ${old})`).run()
      prepare(`DELETE FROM compensation WHERE ${old}`).run()
    }),

    /** One more was asked about; it is left only where that failed. */
    step: whole((id: CompensationId, position: number, isFailed: boolean, sums: Sums) => {
      if (!isFailed) {
        prepare('DELETE FROM compensation_send WHERE run = ? AND position = ?').run(id, position)
      }
      const { asked, found, added, changed, failed, lastError } = sums
      prepare(
        `UPDATE compensation SET asked = ?, found = ?, added = ?, changed = ?, failed = ?, last_error = ? WHERE id = ?`,
      ).run(asked, found, added, changed, failed, lastError === null ? null : writeWords(lastError), id)
    }),

    setState(id: CompensationId, state: CompensationRun['state'], endedAt: number | null): void {
      prepare('UPDATE compensation SET state = ?, ended_at = ? WHERE id = ?').run(state, endedAt, id)
    },
  }
}
