import { addTo, type Tally } from '../store/percentiles.ts'
import type { BlockChanges, TallyPiece } from '../store/readTally.ts'

/** Slots of a window: the oldest leaves it as a whole. */
const slots = 60

type Slot = { rows: number; part: number; latencies: Tally }

export type SlidingWindow = ReturnType<typeof createSlidingWindow>

/**
 * Counts over the last `milliseconds`, moved on by what came since, and counted again block by block where rows changed or
 * were removed: bounded by the blocks that it spans, whatever has gone through it.
 */
export function createSlidingWindow(milliseconds: number) {
  const width = Math.max(1, Math.round(milliseconds / slots))
  const known = new Map<number, Map<number, Slot>>()
  const changes = new Map<number, number>()
  /** The last row that was counted. */
  let seen = 0
  /** Until when something is missing that there was no time for. */
  let partialUntil = 0
  let isStale = false

  const at = (block: number, slot: number): Slot => {
    const counted = known.get(block) ?? new Map<number, Slot>()
    known.set(block, counted)
    const found = counted.get(slot) ?? { rows: 0, part: 0, latencies: new Map() }
    counted.set(slot, found)
    return found
  }

  return {
    width,
    after: () => seen,
    /** As they were when the rows of their blocks were counted. */
    changes: (): BlockChanges[] => [...changes],

    add(piece: TallyPiece, isWhole: boolean, now: number): void {
      for (const block of piece.again) known.delete(block)
      for (const [block, times] of piece.changes) changes.set(block, times)
      for (const block of changes.keys()) if (block < piece.firstBlock) changes.delete(block)
      for (const { block, slot, rows, part } of piece.slots) {
        const sums = at(block, slot)
        sums.rows += rows
        sums.part += part
      }
      for (const { block, slot, latency, rows } of piece.latencies) {
        addTo(at(block, slot).latencies, latency, rows)
      }
      seen = piece.upTo
      isStale = piece.isStale
      if (!isWhole) partialUntil = now + milliseconds
    },

    /** Of what was received after `now - milliseconds`, within a slot's width. */
    sum(now: number): Slot & { partial: boolean } {
      const first = Math.floor((now - milliseconds) / width)
      const all: Slot = { rows: 0, part: 0, latencies: new Map() }
      for (const [block, counted] of known) {
        for (const [slot, { rows, part, latencies }] of counted) {
          if (slot <= first) {
            counted.delete(slot)
            continue
          }
          all.rows += rows
          all.part += part
          for (const [latency, count] of latencies) addTo(all.latencies, latency, count)
        }
        if (counted.size === 0) known.delete(block)
      }
      return { ...all, partial: isStale || now < partialUntil }
    },
  }
}
