import type { Instant } from '../../contract/brand.ts'
import type { ArrivalGap } from '../../contract/insights.ts'

/** Arrivals within so many milliseconds are one. */
export const slotMilliseconds = 5000
/** A gap is so many times what nearly all arrivals of its source followed each other within. */
const timesUsual = 10
const nearlyAll = 0.95
/** Nothing shorter is worth a word, in milliseconds. */
const leastGap = 60_000
/** Fewer pauses than these tell no rhythm. */
const leastPauses = 20

export type Arrivals = { account: string; source: string; slots: number[] }

/**
 * Stretches in which nothing came to a source that otherwise has traffic, longest first. What is usual is its own rhythm:
 * a queue that is told of a text a minute is not silent after one of a thousand a second would be. The stretch up to
 * `end` counts as well, and is open where that is now.
 */
export function findGaps(arrivals: Iterable<Arrivals>, end: number, isOver: boolean): ArrivalGap[] {
  const gaps: ArrivalGap[] = []
  for (const { account, source, slots } of arrivals) {
    const moments = [...new Set(slots)].sort((one, other) => one - other)
    const pauses = moments.slice(1).map((slot, at) => slot - (moments[at] ?? slot))
    if (pauses.length < leastPauses) continue
    const usual = pauses.toSorted((one, other) => one - other)[Math.ceil(nearlyAll * pauses.length) - 1] ?? 0
    const usualMs = usual * slotMilliseconds
    const least = Math.max(leastGap, timesUsual * usualMs)
    const add = (from: number, to: number, isOpen: boolean) => {
      if (to - from < least) return
      gaps.push({ account, source, from: from as Instant, to: isOpen ? null : (to as Instant), usualMs })
    }
    for (const [at, pause] of pauses.entries()) {
      const from = ((moments[at] ?? 0) + 1) * slotMilliseconds
      add(from, from + (pause - 1) * slotMilliseconds, false)
    }
    add(((moments.at(-1) ?? 0) + 1) * slotMilliseconds, end, !isOver)
  }
  const length = ({ from, to }: ArrivalGap) => (to ?? end) - from
  return gaps.sort((one, other) => length(other) - length(one))
}
