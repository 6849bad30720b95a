import type { Client } from '../../contract/rpc/createClient.ts'
import { parsePreferences, setPreferences, usePreferences } from './preferences.ts'

/** A drag of a splitter is one change. */
const quiet = 400

/**
 * Keeps this window's preferences and those beside the data the same. What the browser stored paints the window first; what
 * the program has counts, but for a change that it was not told of yet.
 */
export function followPreferences(client: Pick<Client, 'call' | 'open'>): () => void {
  let untold = false
  let adopting = false
  let timer: ReturnType<typeof setTimeout> | undefined

  const tell = () => {
    clearTimeout(timer)
    const told = usePreferences.getState()
    client.call('preferences.set', told).then(
      () => {
        if (usePreferences.getState() === told) untold = false
      },
      () => {
        // Told again with the next item, which comes once the connection is back.
      },
    )
  }
  const unsubscribe = usePreferences.subscribe(() => {
    if (adopting) return
    untold = true
    clearTimeout(timer)
    timer = setTimeout(tell, quiet)
  })
  const stop = client.open('preferences.watch', {
    input: () => null,
    onItem(kept) {
      if (kept === null || untold) return tell()
      const preferences = parsePreferences(kept)
      if (JSON.stringify(preferences) === JSON.stringify(parsePreferences(usePreferences.getState()))) return
      adopting = true
      setPreferences(preferences)
      adopting = false
    },
  })
  return () => {
    clearTimeout(timer)
    unsubscribe()
    stop()
  }
}
