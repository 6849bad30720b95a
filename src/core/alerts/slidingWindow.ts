import { addTo, type Tally } from '../store/percentiles.ts'
import type { TallyPiece } from '../store/readTally.ts'

/** Slots of a window: the oldest leaves it as a whole. */
const slots = 60

type Slot = { rows: number; part: number; latencies: Tally }

export type SlidingWindow = ReturnType<typeof createSlidingWindow>

/** Counts over the last `milliseconds`, moved on by what came since: bounded, whatever has gone through it. */
export function createSlidingWindow(milliseconds: number) {
  const width = Math.max(1, Math.round(milliseconds / slots))
  const known = new Map<number, Slot>()
  /** The last row that was counted. */
  let seen = 0
  /** Until when something is missing that there was no time for. */
  let partialUntil = 0

  const at = (slot: number): Slot => {
    const found = known.get(slot) ?? { rows: 0, part: 0, latencies: new Map() }
    known.set(slot, found)
    return found
  }

  return {
    width,
    after: () => seen,

    add({ slots: counts, latencies, upTo }: TallyPiece, isWhole: boolean, now: number): void {
      for (const { slot, rows, part } of counts) {
        const sums = at(slot)
        sums.rows += rows
        sums.part += part
      }
      for (const { slot, latency, rows } of latencies) addTo(at(slot).latencies, latency, rows)
      seen = upTo
      if (!isWhole) partialUntil = now + milliseconds
    },

    /** Of what was received after `now - milliseconds`, within a slot's width. */
    sum(now: number): Slot & { partial: boolean } {
      const first = Math.floor((now - milliseconds) / width)
      const all: Slot = { rows: 0, part: 0, latencies: new Map() }
      for (const [slot, { rows, part, latencies }] of known) {
        if (slot <= first) {
          known.delete(slot)
          continue
        }
        all.rows += rows
        all.part += part
        for (const [latency, count] of latencies) addTo(all.latencies, latency, count)
      }
      return { ...all, partial: now < partialUntil }
    },
  }
}
