import type { Store } from './openStore.ts'

const rowsEach = 250
/** Between slices, so that commits and reads always come first. */
const pauseMilliseconds = 15

/** Keeps the text index behind the writer up to date, in slices of a few milliseconds; returns what stops it. */
export function startTextIndexing(
  store: Pick<Store, 'indexText' | 'bell'>,
  warn: (message: string) => void,
): () => void {
  let timer: ReturnType<typeof setTimeout> | null = null
  let stopped = false

  const schedule = () => {
    if (!stopped) timer ??= setTimeout(step, pauseMilliseconds)
  }
  const step = () => {
    timer = null
    try {
      if (store.indexText(rowsEach) > 0) schedule()
    } catch (error) {
      warn(`The text index is behind: ${error instanceof Error ? error.message : String(error)}`)
    }
  }

  const unsubscribe = store.bell.onRing(schedule)
  schedule()
  return () => {
    stopped = true
    unsubscribe()
    if (timer !== null) clearTimeout(timer)
  }
}
