import type { Firing } from '../contract/alerts.ts'
import type { Handlers } from '../contract/api.ts'

/** Hears of every alert from now on. Returns what stops it. */
export function followAlerts(
  handlers: Handlers,
  onFiring: (firing: Firing) => void,
  onError: (error: unknown) => void,
): () => void {
  const stopping = new AbortController()
  async function follow(): Promise<void> {
    for await (const { fired } of handlers.streams['alerts.watch'](
      { after: null },
      { signal: stopping.signal },
    )) {
      if (stopping.signal.aborted) return
      for (const firing of fired) onFiring(firing)
    }
  }
  follow().catch(error => stopping.signal.aborted || onError(error))
  return () => stopping.abort()
}
