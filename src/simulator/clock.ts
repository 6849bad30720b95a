/** The simulator's only source of time. Nothing here sleeps on the wall clock by itself. */
export type Clock = {
  /** Simulated milliseconds since 1970. */
  now(): number
  /** Runs the callback once, when simulated time reaches `at`; returns what cancels it. */
  at(at: number, callback: () => void): () => void
}
