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

    /** A reader of its own: `rung` resolves at the next ring, or at once where one came since, or when it is stopped. */
    listen(signal: AbortSignal): { rung: () => Promise<void>; stop: () => void } {
      let ringing = false
      let wake: (() => void) | null = null
      const hear = () => {
        ringing = true
        wake?.()
      }
      listeners.add(hear)
      signal.addEventListener('abort', hear, { once: true })
      return {
        async rung() {
          if (!ringing && !signal.aborted) {
            await new Promise<void>(resolve => {
              wake = resolve
            })
          }
          wake = null
          ringing = false
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
