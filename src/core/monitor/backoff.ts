const first = 500
const longest = 30_000

/** Waits grow twofold with each failure in a row, and are spread so that pollers don't march in step. */
export function backoffMilliseconds(failuresInARow: number, random: () => number): number {
  const ceiling = Math.min(longest, first * 2 ** Math.max(0, failuresInARow - 1))
  return Math.round(ceiling * (0.5 + random() / 2))
}
