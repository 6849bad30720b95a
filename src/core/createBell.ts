/** Lets readers sleep until something changed; a ring that nobody waits for is remembered once. */
export function createBell() {
  const listeners = new Set<() => void>()
  return {
    ring(): void {
      for (const listener of [...listeners]) listener()
    },

    /** Returns what stops it. */
    onRing(listener: () => void): () => void {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },

    /**
     * A reader of its own: `rung` resolves at the next ring, or at once where one came since, or when it is stopped. One that is not
     * waited for any longer has to be given up by `until`: else it takes the next ring with it.
     */
    listen(signal: AbortSignal): { rung: (until?: AbortSignal) => Promise<void>; stop: () => void } {
      let ringing = false
      let wake: (() => void) | null = null
      const hear = () => {
        if (wake === null) ringing = true
        else wake()
      }
      const next = (until?: AbortSignal) =>
        new Promise<'rung' | 'given up'>(resolve => {
          const ring = () => end('rung')
          const end = (how: 'rung' | 'given up') => {
            if (wake === ring) wake = null
            resolve(how)
          }
          wake = ring
          until?.addEventListener('abort', () => end('given up'), { once: true })
        })
      listeners.add(hear)
      signal.addEventListener('abort', hear, { once: true })
      return {
        async rung(until) {
          const isDue = ringing || signal.aborted || until?.aborted === true
          if (isDue || (await next(until)) === 'rung') ringing = false
        },
        stop() {
          listeners.delete(hear)
          signal.removeEventListener('abort', hear)
        },
      }
    },
  }
}
export type Bell = ReturnType<typeof createBell>
