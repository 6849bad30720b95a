import type { Timers } from '../../../src/contract/rpc/timers.ts'

/** Time that passes when told to. */
export function createManualTimers(): Timers & { pass(milliseconds: number): void; waiting(): number } {
  let now = 1_000_000
  let due: { at: number; callback: () => void }[] = []
  return {
    now: () => now,
    after(milliseconds, callback) {
      const timer = { at: now + milliseconds, callback }
      due.push(timer)
      return () => {
        due = due.filter(other => other !== timer)
      }
    },
    pass(milliseconds) {
      const end = now + milliseconds
      for (;;) {
        const next = due.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0]
        if (next === undefined) break
        due = due.filter(other => other !== next)
        now = next.at
        next.callback()
      }
      now = end
    },
    waiting: () => due.length,
  }
}
