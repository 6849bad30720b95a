/** Half-open in neither direction: rows with `from <= seq <= to`. */
export type Slice = { from: number; to: number }

/** How long a slice should take. */
const targetMilliseconds = 12

/**
 * Walks seqs from `newest` down to `oldest` in slices, so that a search can stop at its deadline, be cancelled,
 * and say how far it came. Slices grow while they are quick and shrink when they are slow.
 */
export function* scanSlices(
  newest: number,
  oldest: number,
  clock: () => number,
  firstWidth = 16_384,
): Generator<Slice, void, undefined> {
  let width = firstWidth
  let to = newest
  while (to >= oldest) {
    const from = Math.max(oldest, to - width + 1)
    const started = clock()
    yield { from, to }
    const took = clock() - started
    if (took < targetMilliseconds / 4) width *= 4
    else if (took < targetMilliseconds) width *= 2
    else if (took > targetMilliseconds * 2) width = Math.max(1024, width >> 1)
    to = from - 1
  }
}
