import { ApiError } from '../../contract/apiError.ts'
import type { AccountId, CompensationId } from '../../contract/brand.ts'
import type { CompensationProgress, CompensationRun, SendToAsk } from '../../contract/compensation.ts'
import type { RunTable } from './runTable.ts'

/** Asks the service about sends of an account; thrown trouble ends the run, what can't be asked is in the progress. */
export type AskService = (
  account: AccountId,
  sends: readonly SendToAsk[],
  signal: AbortSignal,
) => AsyncIterable<CompensationProgress>

/** Runs that outlive the program: begun, cancelled, and gone on with from what is left. */
export function createCompensations(parts: {
  table: RunTable
  ask: AskService
  now: () => number
  newId: () => string
  warn: (message: string) => void
}) {
  const { table, ask, now, warn } = parts
  const running = new Map<CompensationId, { stopping: AbortController; ended: Promise<void> }>()

  const find = (id: CompensationId): CompensationRun => {
    const run = table.find(id)
    if (run !== undefined) return run
    throw new ApiError(
      'not-found',
      { en: 'There is no such run', zh: '没有这次核对' },
      { en: 'Only the last hundred are kept.', zh: '只保留最近一百次。' },
    )
  }

  async function follow(run: CompensationRun, signal: AbortSignal): Promise<void> {
    const left = table.left(run.id)
    // What failed before is asked again, and counts once.
    const before = { ...run, asked: run.of - left.length, failed: 0 }
    let asked = 0
    let failed = 0
    for await (const progress of ask(run.account, left, signal)) {
      const send = left[asked]
      if (progress.asked > asked && send !== undefined) {
        const sums = {
          asked: before.asked + progress.asked,
          found: before.found + progress.found,
          added: before.added + progress.added,
          changed: before.changed + progress.changed,
          failed: progress.failed,
          lastError: progress.lastError,
        }
        table.step(run.id, send.position, progress.failed > failed, sums)
      }
      asked = progress.asked
      failed = progress.failed
    }
    if (!signal.aborted) table.setState(run.id, 'done', now())
  }

  function start(run: CompensationRun): void {
    const stopping = new AbortController()
    const ended = follow(run, stopping.signal)
      .catch(error => {
        if (stopping.signal.aborted) return
        warn(`Asking about sends ended: ${error instanceof Error ? error.message : String(error)}`)
        table.setState(run.id, 'cancelled', now())
      })
      .finally(() => running.delete(run.id))
    running.set(run.id, { stopping, ended })
  }

  return {
    list: table.list,

    begin(account: AccountId, sends: readonly SendToAsk[]): { id: CompensationId; of: number } {
      const id = parts.newId() as CompensationId
      table.begin(id, account, sends, now())
      start(find(id))
      return { id, of: sends.length }
    },

    async cancel(id: CompensationId): Promise<void> {
      find(id)
      const run = running.get(id)
      if (run === undefined) return
      run.stopping.abort()
      await run.ended
      table.setState(id, 'cancelled', now())
    },

    resume(id: CompensationId): void {
      const run = find(id)
      if (running.has(id) || table.left(id).length === 0) return
      table.setState(id, 'running', null)
      start(run)
    },

    /** Those that were under way when the program ended. */
    restore(): void {
      for (const run of table.list()) if (run.state === 'running' && !running.has(run.id)) start(run)
    },

    /** They stay as running: the next start goes on with them. */
    async close(): Promise<void> {
      const all = [...running.values()]
      for (const { stopping } of all) stopping.abort()
      await Promise.all(all.map(({ ended }) => ended))
    },
  }
}
