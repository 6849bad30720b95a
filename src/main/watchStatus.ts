import type { Handlers } from '../contract/api.ts'
import type { Status } from '../contract/status.ts'

/** Follows the core's status as a window would. Returns what stops it. */
export function watchStatus(
  handlers: Handlers,
  onStatus: (status: Status) => void,
  onError: (error: unknown) => void,
): () => void {
  const stopping = new AbortController()
  async function follow(): Promise<void> {
    for await (const status of handlers.streams['status.watch'](null, { signal: stopping.signal })) {
      if (stopping.signal.aborted) return
      onStatus(status)
    }
  }
  follow().catch(error => stopping.signal.aborted || onError(error))
  return () => stopping.abort()
}
