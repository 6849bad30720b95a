import { setTimeout as pause } from 'node:timers/promises'
import type { ReplayPace } from '../../contract/replay.ts'

const speeds: Record<ReplayPace, number> = { original: 1, x10: 10, max: Number.POSITIVE_INFINITY }

export type Scheduled = { body: number; receivedAt: number }

/**
 * Sends every message in its order, at the wanted pace, never more at once than allowed. With a pace, a round begins when the
 * one before it is over.
 */
export async function runReplay(
  messages: readonly Scheduled[],
  {
    times,
    pace,
    concurrency,
    signal,
  }: { times: number; pace: ReplayPace; concurrency: number; signal: AbortSignal },
  send: (body: number) => Promise<void>,
): Promise<void> {
  const underWay = new Set<Promise<void>>()
  const first = messages[0]?.receivedAt ?? 0
  for (let round = 0; round < times && !signal.aborted; round++) {
    const started = performance.now()
    for (const { body, receivedAt } of messages) {
      const due = (receivedAt - first) / speeds[pace]
      const wait = due - (performance.now() - started)
      if (wait > 0) await pause(wait, undefined, { signal }).catch(() => undefined)
      while (underWay.size >= concurrency) await Promise.race(underWay)
      if (signal.aborted) break
      const sending = send(body).finally(() => underWay.delete(sending))
      underWay.add(sending)
    }
    if (pace !== 'max') await Promise.all(underWay)
  }
  await Promise.all(underWay)
}
