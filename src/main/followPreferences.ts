import type { Handlers } from '../contract/api.ts'
import type { KeptPreferences } from '../contract/preferences.ts'

/** Hears how the window is wanted to be, now and at every change; null until something was chosen. Returns what stops it. */
export function followPreferences(
  handlers: Handlers,
  onPreferences: (kept: KeptPreferences | null) => void,
  onError: (error: unknown) => void,
): () => void {
  const stopping = new AbortController()
  async function follow(): Promise<void> {
    for await (const kept of handlers.streams['preferences.watch'](null, { signal: stopping.signal })) {
      if (stopping.signal.aborted) return
      onPreferences(kept)
    }
  }
  follow().catch(error => stopping.signal.aborted || onError(error))
  return () => stopping.abort()
}
