import type { SeqRange } from './seqRanges.ts'

/** How long a slice should take. */
const targetMilliseconds = 12
const leastWidth = 1024

/**
 * Walks ranges of seqs, the newest first, in slices, so that a search can stop at its deadline, be cancelled, and say how
 * far it came. Slices grow while they are quick and shrink while they are slow.
 */
export function* scanSlices(
  ranges: readonly SeqRange[],
  clock: () => number,
  firstWidth = 16_384,
): Generator<SeqRange, void, undefined> {
  let width = firstWidth
  for (const range of ranges) {
    for (let { to } = range; to >= range.from; ) {
      const from = Math.max(range.from, to - width + 1)
      const started = clock()
      yield { from, to }
      width = nextWidth(width, clock() - started, to - from + 1 < width)
      to = from - 1
    }
  }
}

/** A width that the range cut short has not shown what it takes. */
export function nextWidth(width: number, took: number, isCutShort = false): number {
  if (took > targetMilliseconds * 2) return Math.max(leastWidth, width >> 1)
  if (isCutShort || took >= targetMilliseconds) return width
  return took < targetMilliseconds / 4 ? width * 4 : width * 2
}
