export const isoTimeExample = '2017-07-12T02:42:19Z'

/** Milliseconds since 1970 of a UTC time to the second, as 2017-07-12T02:42:19Z or 20170712T024219Z; null for anything else. */
export function parseIsoTime(text: string): number | null {
  const match =
    /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)Z$/.exec(text) ??
    /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(text)
  if (match === null) return null
  const [, year, month, day, hour, minute, second] = match
  const time = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`)
  return Number.isNaN(time) || new Date(time).getUTCDate() !== Number(day) ? null : time
}

/** 2017-07-12T02:42:19Z */
export function formatIsoTime(time: number): string {
  return `${new Date(time).toISOString().slice(0, 19)}Z`
}

/** 20170712T024219Z */
export function formatCompactTime(time: number): string {
  return formatIsoTime(time).replaceAll(/[-:]/g, '')
}
