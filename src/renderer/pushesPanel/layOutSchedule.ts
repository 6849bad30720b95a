import type { Instant } from '../../contract/brand.ts'
import type { PushHistory } from '../../contract/push.ts'

/** A place on the line of time, in hundredths of it. */
export type ScheduleMark = {
  at: Instant
  left: number
  width: number
  kind: 'accepted' | 'refused' | 'next' | 'gives-up'
}

export type Schedule = {
  marks: ScheduleMark[]
  /** Milliseconds after the first attempt. */
  ticks: { after: number; left: number }[]
  place: (at: Instant) => number
}

/** Up to here a second is as wide everywhere; where a sender goes on for a day, the first minutes still have to be seen. */
const longestEven = 20 * 60_000
const seconds = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600]
const decades = [1_000, 10_000, 60_000, 600_000, 3_600_000, 21_600_000, 86_400_000]
const mostTicks = 6

/** The attempts, the next one's window and the moment of giving up, on one line from the first attempt to the last thing known. */
export function layOutSchedule({ attempts, forecast: { next, givesUpAt } }: PushHistory): Schedule {
  const start = attempts[0]?.receivedAt
  if (start === undefined) return { marks: [], ticks: [], place: () => 0 }
  const end = Math.max(givesUpAt ?? start, next?.to ?? start, attempts.at(-1)?.receivedAt ?? start)
  const span = Math.max(1, end - start)
  const share = (after: number) =>
    span <= longestEven ? after / span : Math.log1p(after / 1000) / Math.log1p(span / 1000)
  const place = (at: number) => Math.min(1, Math.max(0, share(Math.max(0, at - start)))) * 100
  const marks: ScheduleMark[] = attempts.map(({ receivedAt, answer: { status } }) => ({
    at: receivedAt,
    left: place(receivedAt),
    width: 0,
    kind: status !== null && status >= 200 && status < 300 ? 'accepted' : 'refused',
  }))
  if (next !== null) {
    const [left, right] = [place(next.from), place(next.to)]
    marks.push({ at: next.from, left, width: right - left, kind: 'next' })
  }
  if (givesUpAt !== null) marks.push({ at: givesUpAt, left: place(givesUpAt), width: 0, kind: 'gives-up' })
  const ticks = span < 1000 ? [] : ticksOf(span).map(after => ({ after, left: place(start + after) }))
  return { marks, ticks, place }
}

function ticksOf(span: number): number[] {
  if (span > longestEven) return decades.filter(after => after <= span)
  const step = (seconds.find(each => span / (each * 1000) <= mostTicks) ?? 600) * 1000
  return Array.from({ length: Math.floor(span / step) }, (_, place) => (place + 1) * step)
}
