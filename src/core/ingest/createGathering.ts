/** A row of a commit of 32 costs half as much again as one of 128; from there on little is gained. */
const enoughRows = 192
const longestMilliseconds = 4
/** Turns that brought nothing: then whoever sends waits for answers, or there is nobody. */
const barrenTurns = 2

/**
 * Whether a group of messages should be committed, asked once in each turn of the event loop: it is worth waiting while every
 * turn brings more, and for nothing else.
 */
export function createGathering(clock: () => number) {
  let since: number | null = null
  let seen = 0
  let barren = 0
  return {
    isOver(rows: number): boolean {
      const now = clock()
      since ??= now
      barren = rows > seen ? 0 : barren + 1
      seen = rows
      return rows >= enoughRows || barren >= barrenTurns || now - since >= longestMilliseconds
    },
    beginAnew(): void {
      since = null
      seen = 0
      barren = 0
    },
  }
}
