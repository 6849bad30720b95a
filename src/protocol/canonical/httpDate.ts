const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
const shape = /^[A-Z][a-z]{2}, (\d{1,2}) ([A-Z][a-z]{2}) (\d{4}) (\d{2}):(\d{2}):(\d{2}) GMT$/

export const httpDateExample = 'Tue, 23 Feb 2016 09:41:06 GMT'

/**
 * Milliseconds since 1970 of a `Date` header; null where it is not in the only form MNS takes. The weekday is
 * not compared with the day: the published examples get it wrong themselves.
 */
export function parseHttpDate(text: string): number | null {
  if (text !== latest.text) latest = { text, time: parseNew(text) }
  return latest.time
}

/** The requests of one second share their date. */
let latest: { readonly text: string; readonly time: number | null } = { text: '', time: null }

function parseNew(text: string): number | null {
  const match = shape.exec(text)
  if (match === null) return null
  const [, day, month = '', year, hour, minute, second] = match
  const monthIndex = months.indexOf(month)
  const time = Date.UTC(Number(year), monthIndex, Number(day), Number(hour), Number(minute), Number(second))
  const exists =
    monthIndex >= 0 &&
    new Date(time).getUTCDate() === Number(day) &&
    Number(hour) < 24 &&
    Number(minute) < 60 &&
    Number(second) < 60
  return exists ? time : null
}

export function formatHttpDate(time: number): string {
  return new Date(time).toUTCString()
}
