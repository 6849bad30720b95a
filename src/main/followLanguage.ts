import type { Handlers } from '../contract/api.ts'
import { speak } from './words.ts'

/** Speaks the language that was chosen in the window, and says when it changed. Returns what stops it. */
export function followLanguage(
  handlers: Handlers,
  onChange: () => void,
  onError: (error: unknown) => void,
): () => void {
  const stopping = new AbortController()
  async function follow(): Promise<void> {
    for await (const kept of handlers.streams['preferences.watch'](null, { signal: stopping.signal })) {
      if (stopping.signal.aborted) return
      speak(kept?.language)
      onChange()
    }
  }
  follow().catch(error => stopping.signal.aborted || onError(error))
  return () => stopping.abort()
}
