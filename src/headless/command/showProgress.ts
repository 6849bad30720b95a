import type { Io } from '../io.ts'

const every = 200

/** One line on stderr that is written over, on a terminal only. */
export function showProgress(
  { stderr }: Pick<Io, 'stderr'>,
  now: () => number = performance.now.bind(performance),
) {
  const isTerminal = 'isTTY' in stderr && stderr.isTTY === true
  const began = now()
  let shownAt = began
  let isShown = false
  return {
    /** Nothing is shown for what takes less than half a second. */
    show(text: string) {
      const at = now()
      if (!isTerminal || at - began < 500 || at - shownAt < every) return
      shownAt = at
      isShown = true
      stderr.write(`\r${text}\u001b[K`)
    },
    end() {
      if (isShown) stderr.write('\r\u001b[K')
    },
  }
}
