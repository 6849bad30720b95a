import type { Instant } from '../../contract/brand.ts'
import type { PushHistory } from '../../contract/push.ts'

/** A place on the line of time, in hundredths of it. */
export type ScheduleMark = { at: Instant; left: number; width: number; kind: 'accepted' | 'refused' | 'next' }

/** The attempts and the next one's window on one line from the first attempt to the last thing known. */
export function scheduleMarks({ attempts, forecast }: PushHistory): ScheduleMark[] {
  const start = attempts[0]?.receivedAt
  if (start === undefined) return []
  const end = Math.max(forecast.next?.to ?? start, attempts.at(-1)?.receivedAt ?? start)
  const span = Math.max(1, end - start)
  const place = (at: number) => ((at - start) / span) * 100
  const marks: ScheduleMark[] = attempts.map(({ receivedAt, answer: { status } }) => ({
    at: receivedAt,
    left: place(receivedAt),
    width: 0,
    kind: status !== null && status >= 200 && status < 300 ? 'accepted' : 'refused',
  }))
  if (forecast.next !== null) {
    const { from, to } = forecast.next
    marks.push({ at: from, left: place(from), width: place(to) - place(from), kind: 'next' })
  }
  return marks
}
