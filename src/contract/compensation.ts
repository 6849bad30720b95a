import type { AccountId, CompensationId, Instant } from './brand.ts'
import type { Words } from './words.ts'

/** One number on one day of China, `yyyyMMdd`: what the service can be asked about. */
export type SendToAsk = { phone: string; day: string; bizId: string | null }

export type CompensationProgress = {
  asked: number
  of: number
  /** Details the service gave. */
  found: number
  /** Details that nothing was known of. */
  added: number
  /** Details that say something else than what is known; both versions are kept. */
  changed: number
  /** Numbers and days that could not be asked about, and the last reason in words. */
  failed: number
  lastError: Words | null
  /** Those that were not asked or failed: the input of a run that goes on from here. */
  left: SendToAsk[]
  done: boolean
}

/** A run that is kept: it goes on after a restart by itself, and from where it was after it was cancelled. */
export type CompensationRun = Omit<CompensationProgress, 'left' | 'done'> & {
  id: CompensationId
  account: AccountId
  state: 'running' | 'cancelled' | 'done'
  startedAt: Instant
  endedAt: Instant | null
}

export type DayCount = { sent: number; delivered: number; failed: number; unreported: number }

/** One day of China as the service counts it and as we do; `difference` is null where they agree. */
export type DayComparison = { day: string; theirs: DayCount; ours: DayCount; difference: Words | null }

export type CompensationCalls = {
  /**
   * Asks about the sends given, those of rows that match the query, and all that are known without a receipt so long after
   * they were sent, each once and one after the other.
   */
  'compensation.start': {
    input: {
      account: AccountId
      sends: SendToAsk[]
      query: string | null
      unreportedAfterMs: number | null
    }
    output: { id: CompensationId; of: number }
  }
  'compensation.cancel': { input: { id: CompensationId }; output: null }
  /** Asks what was not asked yet, and again what failed. */
  'compensation.resume': { input: { id: CompensationId }; output: null }
  /** Newest first; the last hundred are kept. */
  'compensation.list': { input: null; output: CompensationRun[] }
  /** The service's daily sums beside ours, newest first; days as `yyyyMMdd`, 31 at most. */
  'compensation.compare': {
    input: { account: AccountId; from: string; to: string }
    output: { days: DayComparison[]; partial: boolean }
  }
}
