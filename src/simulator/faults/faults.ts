import type { FaultPlan } from '../http/faultPlan.ts'
import type { Random } from '../random.ts'
import type { FaultSettings } from './faultSettings.ts'

/** Faults as they are drawn: the same seed and the same calls in the same order give the same faults. */
export type Faults = {
  settings(): FaultSettings
  change(settings: FaultSettings): void
  plan(operation: string): FaultPlan | null
  /** Milliseconds by which the server's clock is ahead. */
  skew(): number
  tokenExpires(): boolean
  duplicates(): boolean
  reorders(): boolean
  wrongDigest(): boolean
  itemFails(): boolean
  /** Whether a queue's calls within this wall second are more than it takes. */
  overLimit(queue: string): boolean
}

export function createFaults(start: FaultSettings, random: Random, wallNow: () => number): Faults {
  let settings = start
  let second = 0
  const calls = new Map<string, number>()
  /** Nothing is drawn for a fault that is off: switching one on doesn't change what another draws later. */
  const happens = (share: number) => share > 0 && random() < share

  const drawError = (operation: string): string | null => {
    const error = settings.errors.find(({ operation: named }) => named === null || named === operation)
    return error !== undefined && happens(error.share) ? error.code : null
  }

  return {
    settings: () => settings,
    change(next) {
      settings = next
    },
    plan(operation) {
      const { delay, reset, slow, slowFor, malformed, errors } = settings
      if (errors.length === 0 && delay.high + reset + slow + malformed === 0) return null
      return {
        error: drawError(operation),
        delay: delay.high === 0 ? 0 : delay.low + random() * (delay.high - delay.low),
        reset: happens(reset) ? (random() < 0.5 ? 'before' : 'after') : null,
        malformed: happens(malformed),
        trickle: happens(slow) ? slowFor : 0,
      }
    },
    skew: () => settings.skew * 1000,
    tokenExpires: () => happens(settings.expiredToken),
    duplicates: () => happens(settings.duplicate),
    reorders: () => happens(settings.reorder),
    wrongDigest: () => happens(settings.digest),
    itemFails: () => happens(settings.partial),
    overLimit(queue) {
      if (settings.qps === 0) return false
      const now = Math.floor(wallNow() / 1000)
      if (now !== second) {
        second = now
        calls.clear()
      }
      const count = (calls.get(queue) ?? 0) + 1
      calls.set(queue, count)
      return count > settings.qps
    },
  }
}
