/** Seqs that may wait for the index: reading the texts of so many takes a search about 30 ms of processor time. */
export const mostBehind = 100_000
/** Above so many rows a second, every core is wanted for storing them. */
const busyPerSecond = 2000
/** Small groups leave many segments to merge: of 1,000 rows each costs a fifth more than of 8,000, and a step takes 100 ms then. */
const rowsEach = 2000
const rowsInHaste = 8000
export const restMilliseconds = 150

/**
 * How many texts are taken into the index next. It may lag while rows pour in, for as long as a search can read what it lacks;
 * 0 is to wait. Tallies don't lag: they cost a tenth, and what is found by its columns has less time.
 */
export function createIndexingPace(clock: () => number) {
  let seen: { newest: number; at: number } | null = null
  let perSecond = 0

  return ({ newest, behind }: { newest: number; behind: number }): number => {
    const at = clock()
    if (seen !== null && at - seen.at >= restMilliseconds / 2) {
      perSecond = ((newest - seen.newest) * 1000) / (at - seen.at)
      seen = { newest, at }
    }
    seen ??= { newest, at }
    if (behind >= mostBehind) return rowsInHaste
    return perSecond > busyPerSecond ? 0 : rowsEach
  }
}
