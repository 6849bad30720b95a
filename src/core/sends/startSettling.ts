import { setTimeout as pause } from 'node:timers/promises'
import type { Bell } from '../createBell.ts'

const restMilliseconds = 250

/** Settles after commits; returns what stops it. */
export function startSettling(
  commits: Bell,
  settle: (signal: AbortSignal) => Promise<number>,
  surprise: (error: unknown) => void,
): () => Promise<void> {
  const stopping = new AbortController()
  const { signal } = stopping
  const run = async () => {
    const listener = commits.listen(signal)
    while (!signal.aborted) {
      await settle(signal).catch(surprise)
      await pause(restMilliseconds, undefined, { signal, ref: false }).catch(() => undefined)
      await listener.rung()
    }
    listener.stop()
  }
  const running = run()
  return async () => {
    stopping.abort()
    await running
  }
}
