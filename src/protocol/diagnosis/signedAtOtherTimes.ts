import { formatIsoTime, parseIsoTime } from '../canonical/isoTime.ts'
import { headerEdit } from './edit.ts'
import type { Mistake } from './mistake.ts'

/** The clock may be read again between signing and sending. */
const secondsApart = 5

/** The time was another one when it was signed, under the same name; nothing where it can't be read. */
export function signedAtOtherTimes<Parts>(
  name: string,
  received: string,
  replace: (parts: Parts, signed: string) => Parts,
): Mistake<Parts>[] {
  const time = parseIsoTime(received)
  if (time === null) return []
  return Array.from({ length: 2 * secondsApart + 1 }, (_, at) => at - secondsApart)
    .filter(seconds => seconds !== 0)
    .map(seconds => {
      const signed = formatIsoTime(time + seconds * 1000)
      return {
        edit: headerEdit(name, signed, received),
        cause: 'date-replaced',
        apply: parts => replace(parts, signed),
      }
    })
}
