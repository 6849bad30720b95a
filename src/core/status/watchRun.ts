import type { Bell } from '../createBell.ts'

/** A state now and after every change, until what it tells of is over. */
export async function* watchRun<State extends { state: string }>(
  state: State,
  bell: Bell,
  signal: AbortSignal,
): AsyncGenerator<State, void, undefined> {
  const listener = bell.listen(signal)
  try {
    for (;;) {
      const shown = structuredClone(state)
      yield shown
      if (shown.state !== 'running' || signal.aborted) return
      await listener.rung()
    }
  } finally {
    listener.stop()
  }
}
