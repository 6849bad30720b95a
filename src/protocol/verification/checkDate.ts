import { formatHttpDate, httpDateExample, parseHttpDate } from '../canonical/httpDate.ts'
import { defaultToleranceMs } from '../requestSignature/requestVerdict.ts'
import type { Check } from './check.ts'

/** Whether a push says when it was signed, and whether that was about when it came in. */
export function checkDate(date: string | undefined, receivedAt: number | null): Check<'date'> {
  const warn = (message: string): Check<'date'> => {
    return { code: 'date', outcome: 'warn', expected: httpDateExample, seen: date ?? null, message }
  }
  if (date === undefined) return warn('There is no Date: nothing says when this was signed.')
  const signedAt = parseHttpDate(date)
  return signedAt === null ? warn('Date is not in the form that MNS sends.') : judgeDate(signedAt, receivedAt)
}

/** A signed date proves no age, only when it was signed; a stale one is what a replay looks like. */
export function judgeDate(signedAt: number, receivedAt: number | null): Check<'date'> {
  const seen = formatHttpDate(signedAt)
  if (receivedAt === null) {
    const message = 'When it was received is not known, so its age can’t be judged.'
    return { code: 'date', outcome: 'skipped', expected: null, seen, message }
  }
  const expected = `within 15 minutes of ${formatHttpDate(receivedAt)}`
  const apart = Math.abs(receivedAt - signedAt)
  if (apart <= defaultToleranceMs) {
    const message = 'It was signed within 15 minutes of when it was received.'
    return { code: 'date', outcome: 'pass', expected, seen, message }
  }
  const direction = receivedAt > signedAt ? 'before' : 'after'
  const message = `It was signed ${Math.round(apart / 60_000)} minutes ${direction} it was received: a replay, or a clock that is off.`
  return { code: 'date', outcome: 'warn', expected, seen, message }
}
