const dayMilliseconds = 86_400_000
const offset = 8 * 3_600_000

/** The day in China that an instant falls on, as the service wants it: `yyyyMMdd`. */
export const chinaDay = (instant: number): string =>
  new Date(instant + offset).toISOString().slice(0, 10).replaceAll('-', '')

/** The days from one that long ago until today. */
export const lastDays = (now: number, days: number): { from: string; to: string } => ({
  from: chinaDay(now - (days - 1) * dayMilliseconds),
  to: chinaDay(now),
})

/** When a day of China begins and ends, in the query language's way. */
export function daySpan(day: string): { from: string; to: string } {
  const begin = Date.parse(`${day.slice(0, 4)}-${day.slice(4, 6)}-${day.slice(6)}T00:00:00+08:00`)
  const written = (instant: number) => new Date(instant).toISOString().replace('.000Z', 'Z')
  return { from: written(begin), to: written(begin + dayMilliseconds) }
}
