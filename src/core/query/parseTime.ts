import type { TimeValue } from './ast.ts'

const unitMilliseconds: Record<string, number> = {
  ms: 1,
  s: 1000,
  m: 60_000,
  min: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
}

/** `90s`, `1.5h`, `250ms`, `1h30m`; a bare number is milliseconds. */
export function parseDuration(text: string): number | null {
  if (/^\d+(\.\d+)?$/.test(text)) return Math.round(Number(text))
  if (!/^(\d+(\.\d+)?(ms|min|s|m|h|d|w))+$/i.test(text)) return null
  let total = 0
  for (const [, amount, , unit = ''] of text.matchAll(/(\d+(\.\d+)?)(ms|min|s|m|h|d|w)/gi)) {
    total += Number(amount) * (unitMilliseconds[unit.toLowerCase()] ?? 0)
  }
  return Number.isSafeInteger(Math.round(total)) ? Math.round(total) : null
}

const datePattern =
  /^(\d{4})-(\d{1,2})(?:-(\d{1,2})(?:[T ](\d{1,2}):(\d{2})(?::(\d{2})(?:\.(\d{1,3}))?)?(Z|[+-]\d{2}:?\d{2})?)?)?$/i

/**
 * A duration before now, `today`, `yesterday`, or a date of any precision from month to millisecond. Without an
 * offset it is read in the zone of the machine.
 */
export function parseTime(text: string, now: number): TimeValue | null {
  const word = text.toLowerCase()
  if (word === 'now') return { kind: 'ago', milliseconds: 0 }
  if (word === 'today') return daySpan(now, 0)
  if (word === 'yesterday') return daySpan(now, -1)
  const date = datePattern.exec(text)
  if (date !== null) return dateSpan(date)
  if (/^\d+$/.test(text)) return null
  const milliseconds = parseDuration(text)
  return milliseconds === null ? null : { kind: 'ago', milliseconds }
}

function daySpan(now: number, offset: number): TimeValue {
  const day = new Date(now)
  const at = (days: number) => new Date(day.getFullYear(), day.getMonth(), day.getDate() + days).getTime()
  return { kind: 'span', from: at(offset), to: at(offset + 1) }
}

function dateSpan(match: RegExpExecArray): TimeValue | null {
  const [, year, month, day, hour, minute, second, fraction, zone] = match
  const fields = [Number(year), Number(month) - 1, Number(day ?? 1), Number(hour ?? 0), Number(minute ?? 0)]
  const [y = 0, mo = 0, d = 1, h = 0, mi = 0] = fields
  const s = Number(second ?? 0)
  const ms = Number((fraction ?? '0').padEnd(3, '0'))
  if (mo > 11 || mo < 0 || d < 1 || d > 31 || h > 23 || mi > 59 || s > 59) return null
  const make = (...parts: [number, number, number, number, number, number, number]) =>
    zone === undefined ? new Date(...parts).getTime() : Date.UTC(...parts) - offsetOf(zone)
  const from = make(y, mo, d, h, mi, s, ms)
  if (new Date(Date.UTC(y, mo, d)).getUTCDate() !== d) return null
  if (day === undefined) return { kind: 'span', from, to: make(y, mo + 1, 1, 0, 0, 0, 0) }
  if (hour === undefined) return { kind: 'span', from, to: make(y, mo, d + 1, 0, 0, 0, 0) }
  const width = second === undefined ? 60_000 : fraction === undefined ? 1000 : 1
  return { kind: 'span', from, to: from + width }
}

function offsetOf(zone: string): number {
  if (zone.toUpperCase() === 'Z') return 0
  const digits = zone.replace(':', '')
  const minutes = Number(digits.slice(1, 3)) * 60 + Number(digits.slice(3, 5))
  return (digits.startsWith('-') ? -1 : 1) * minutes * 60_000
}
