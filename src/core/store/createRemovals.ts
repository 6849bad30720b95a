import type { Seq } from '../../contract/brand.ts'

/** Seqs remembered; who is farther behind finds a removed row gone when looking at it. */
const mostRemembered = 20_000

/** Which rows were removed lately, for lists that still show them. A place counts removals since the store was opened. */
export function createRemovals(most = mostRemembered) {
  let removed: { seq: Seq; rev: number }[] = []
  let forgotten = 0

  return {
    add(seqs: readonly number[], rev: number): void {
      for (const seq of seqs) removed.push({ seq: seq as Seq, rev })
      if (removed.length <= 2 * most) return
      forgotten += removed.length - most
      removed = removed.slice(-most)
    },

    /** The place of the first removal that a reader with this cursor may not know of. */
    placeOf(rev: number): number {
      const first = removed.findIndex(entry => entry.rev >= rev)
      return forgotten + (first === -1 ? removed.length : first)
    },

    /** What was removed from a place on, and the place after it. */
    since(place: number, limit: number): { seqs: Seq[]; place: number } {
      const from = Math.max(0, place - forgotten)
      const seqs = removed.slice(from, from + limit).map(({ seq }) => seq)
      return { seqs, place: forgotten + from + seqs.length }
    },

    count: () => forgotten + removed.length,
  }
}
