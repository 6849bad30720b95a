export type Timers = {
  /** Milliseconds since 1970. */
  now(): number
  /** Runs the callback once after so many milliseconds; returns what cancels it. */
  after(milliseconds: number, callback: () => void): () => void
}

export const systemTimers: Timers = {
  now: Date.now,
  after(milliseconds, callback) {
    const timer = setTimeout(callback, milliseconds)
    return () => clearTimeout(timer)
  },
}
