import { setTimeout as pause } from 'node:timers/promises'
import type { Bell } from '../createBell.ts'

const pauseMilliseconds = 250
/** Rates fall without anybody saying so: look again after this long. */
const stillMilliseconds = 1000

/** A whole state now, and again after every change, a few times a second at most. */
export async function* watchStatus<T>(
  read: () => T,
  bell: Bell,
  signal: AbortSignal,
): AsyncGenerator<T, void, undefined> {
  const listener = bell.listen(signal)
  try {
    for (let shown = ''; !signal.aborted; ) {
      const status = read()
      const text = JSON.stringify(status)
      if (text !== shown) yield status
      shown = text
      await pause(pauseMilliseconds, undefined, { signal, ref: false }).catch(() => undefined)
      await listener.rung(AbortSignal.timeout(stillMilliseconds))
    }
  } finally {
    listener.stop()
  }
}
