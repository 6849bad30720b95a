import { systemTimers } from '../../contract/rpc/timers.ts'
import type { Status } from '../../contract/status.ts'
import { type Trouble, watchTrouble } from './watchTrouble.ts'

const everyMilliseconds = 5000

/** Looks at monitors and store now and then; returns what stops it. */
export function startTroubleWatch(
  read: () => Pick<Status, 'monitors' | 'store'>,
  tell: (trouble: Trouble) => void,
): () => void {
  const look = watchTrouble(systemTimers, tell)
  const timer = setInterval(() => look(read()), everyMilliseconds)
  timer.unref()
  return () => {
    clearInterval(timer)
    look({ monitors: [], store: { ...read().store, writable: true } })
  }
}
