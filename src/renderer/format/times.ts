import type { Instant } from '../../contract/brand.ts'
import { spaceUnits } from './numbers.ts'

const formats = new Map<string, Intl.DateTimeFormat>()
const relatives = new Map<string, Intl.RelativeTimeFormat>()

function dateFormat(locale: string, name: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${locale} ${name}`
  const known = formats.get(key)
  if (known !== undefined) return known
  const made = new Intl.DateTimeFormat(locale, options)
  formats.set(key, made)
  return made
}

function relativeFormat(
  locale: string,
  numeric: 'always' | 'auto',
  style: 'narrow' | 'short' = 'narrow',
): Intl.RelativeTimeFormat {
  const key = `${locale} ${numeric} ${style}`
  const known = relatives.get(key)
  if (known !== undefined) return known
  const made = new Intl.RelativeTimeFormat(locale, { style, numeric })
  relatives.set(key, made)
  return made
}

const clock = { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' } as const

const monthIn = (locale: string) => (locale.startsWith('zh') ? '2-digit' : 'short')

/** The clock alone today, with the day before that: what a row has room for. */
export function formatTime(instant: Instant, now: Instant, locale: string): string {
  const sameDay = new Date(instant).toDateString() === new Date(now).toDateString()
  return sameDay
    ? dateFormat(locale, 'clock', clock).format(instant)
    : dateFormat(locale, 'day', { month: monthIn(locale), day: '2-digit', ...clock }).format(instant)
}

/** Everything, to the millisecond and with its zone last: for the inspector and for hovering. */
export function formatInstant(instant: Instant, locale: string): string {
  const named = dateFormat(locale, 'full', {
    year: 'numeric',
    month: monthIn(locale),
    day: '2-digit',
    ...clock,
    fractionalSecondDigits: 3,
  })
  const zone = dateFormat(locale, 'zone', { timeZoneName: 'short' })
    .formatToParts(instant)
    .find(part => part.type === 'timeZoneName')
  return `${named.format(instant)} ${zone?.value ?? ''}`
}

/** An hour by its beginning. */
export const formatHour = (instant: Instant, locale: string): string =>
  dateFormat(locale, 'hour', {
    month: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(instant)

/** A day of the calendar, `yyyyMMdd`, whatever the time zone. */
export const formatDay = (day: string, locale: string): string =>
  dateFormat(locale, 'date', {
    year: 'numeric',
    month: monthIn(locale),
    day: '2-digit',
    timeZone: 'UTC',
  }).format(Date.UTC(Number(day.slice(0, 4)), Number(day.slice(4, 6)) - 1, Number(day.slice(6))))

/** The clock alone, in every locale alike. */
export const formatClock = (instant: Instant, locale: string): string =>
  dateFormat(locale, 'clock', clock).format(instant)

/** A clock that runs ahead elsewhere must not make a receipt come from the future: that is shown as now. */
export function formatAgo(instant: Instant, now: Instant, locale: string): string {
  const seconds = Math.max(0, Math.round((now - instant) / 1000))
  if (seconds === 0) return relativeFormat(locale, 'auto').format(0, 'second')
  const said = (style: 'narrow' | 'short', value: number, unit: 'second' | 'minute' | 'hour' | 'day') =>
    spaceUnits(relativeFormat(locale, 'always', style).format(-Math.round(value), unit))
  if (seconds < 60) return said('narrow', seconds, 'second')
  // Of the short forms only this one has a full stop.
  if (seconds < 3_600) return said('short', seconds / 60, 'minute').replace('.', '')
  if (seconds < 86_400) return said('narrow', seconds / 3_600, 'hour')
  return said('narrow', seconds / 86_400, 'day')
}
