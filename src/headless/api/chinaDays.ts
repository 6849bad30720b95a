const day = 86_400_000
const chinaOffset = 8 * 3_600_000

/** A day of China as `20261101` or `2026-11-01`, as the service writes it; null for anything else. */
export function parseChinaDay(text: string): string | null {
  const [, year, month, date] = /^(\d{4})(-?)(\d{2})\2(\d{2})$/.exec(text)?.filter((_, at) => at !== 2) ?? []
  if (year === undefined) return null
  const written = `${year}-${month}-${date}`
  const time = Date.parse(`${written}T00:00:00Z`)
  const isDay = !Number.isNaN(time) && new Date(time).toISOString().startsWith(written)
  return isDay ? written.replaceAll('-', '') : null
}

export const showChinaDay = (compact: string) =>
  `${compact.slice(0, 4)}-${compact.slice(4, 6)}-${compact.slice(6)}`

/** So many days up to today, as the service writes them. */
export function lastChinaDays(now: number, count: number): { from: string; to: string } {
  const compact = (at: number) => new Date(at + chinaOffset).toISOString().slice(0, 10).replaceAll('-', '')
  return { from: compact(now - (count - 1) * day), to: compact(now) }
}
