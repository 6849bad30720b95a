/** Domestic receipts state no zone; they mean China Standard Time, which knows no summer time. */
const chinaOffset = 8 * 3_600_000
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
const weekdays = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat']

const dashed =
  /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})[ T](\d{1,2}):(\d{2}):(\d{2})(?:\.\d+)?\s*(Z|[+-]\d{2}:?\d{2})?$/
const compact = /^(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})$/
const international =
  /^[A-Z][a-z]{2},\s*(\d{1,2})\s+([A-Z][a-z]{2})\s+(\d{4})\s+(\d{2}):(\d{2}):(\d{2})\s*(GMT|UTC|Z|[+-]\d{2}:?\d{2})?$/

/** Milliseconds since 1970 of any time receipts carry; null where it is none, or a day that never was. */
export function parseReceiptTime(text: string): number | null {
  return parsePlainTime(text) ?? parseAnyTime(text)
}

let knownDay = ''
let knownMidnight: number | null = null

/** Nearly all times are plain ones of a few days: `2017-01-01 00:00:00`. Null for any other. */
function parsePlainTime(text: string): number | null {
  if (text.length !== 19 || text.charAt(10) !== ' ' || text.charAt(13) !== ':' || text.charAt(16) !== ':') {
    return null
  }
  const day = text.slice(0, 10)
  if (day !== knownDay) {
    knownMidnight = parseAnyTime(`${day} 00:00:00`)
    knownDay = day
  }
  const hour = twoDigits(text, 11)
  const minute = twoDigits(text, 14)
  const second = twoDigits(text, 17)
  if (knownMidnight === null || !(hour < 24 && minute < 60 && second < 60)) return null
  return knownMidnight + ((hour * 60 + minute) * 60 + second) * 1000
}

function twoDigits(text: string, at: number): number {
  const tens = text.charCodeAt(at) - 0x30
  const ones = text.charCodeAt(at + 1) - 0x30
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : Number.NaN
}

function parseAnyTime(text: string): number | null {
  const trimmed = text.trim()
  const plain = dashed.exec(trimmed) ?? compact.exec(trimmed)
  if (plain !== null) {
    const [, year, month, day, hour, minute, second, zone] = plain
    return instant([year, month, day, hour, minute, second], zone)
  }
  const worded = international.exec(trimmed)
  if (worded === null) return null
  const [, day, monthName = '', year, hour, minute, second, zone] = worded
  return instant([year, String(months.indexOf(monthName) + 1), day, hour, minute, second], zone)
}

/** `2017-01-01 00:00:00` in China. */
export function writeDomesticTime(time: number): string {
  return new Date(time + chinaOffset).toISOString().slice(0, 19).replace('T', ' ')
}

/** `20170101000000` in China. */
export function writeCompactTime(time: number): string {
  return writeDomesticTime(time).replace(/[^0-9]/g, '')
}

/** `Thu, 25 Nov 2021 10:27:00 +0800`. */
export function writeInternationalTime(time: number): string {
  const local = new Date(time + chinaOffset)
  const clock = local.toISOString().slice(11, 19)
  const day = String(local.getUTCDate()).padStart(2, '0')
  const year = String(local.getUTCFullYear()).padStart(4, '0')
  return `${weekdays[local.getUTCDay()]}, ${day} ${months[local.getUTCMonth()]} ${year} ${clock} +0800`
}

function instant(parts: (string | undefined)[], zone: string | undefined): number | null {
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts.map(Number)
  const local = Date.UTC(year, month - 1, day, hour, minute, second)
  const real = year >= 100 && hour < 24 && minute < 60 && second < 60 && isDay(local, month, day)
  return real ? local - offsetOf(zone) : null
}

function isDay(local: number, month: number, day: number): boolean {
  const date = new Date(local)
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day
}

function offsetOf(zone: string | undefined): number {
  if (zone === undefined) return chinaOffset
  const match = /^([+-])(\d{2}):?(\d{2})$/.exec(zone)
  if (match === null) return 0
  const [, sign, hours, minutes] = match
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000
}
