import { formatHttpDate, httpDateExample, parseHttpDate } from '../canonical/httpDate.ts'
import { defaultToleranceMs } from '../requestSignature/requestVerdict.ts'
import type { Check } from './check.ts'

/** A signed date is no proof of age, only of when it was signed; a stale one is what a replay looks like. */
export function checkDate(date: string | undefined, receivedAt: number | null): Check<'date'> {
  const check = (outcome: Check['outcome'], expected: string, message: string) =>
    ({ code: 'date', outcome, expected, seen: date ?? null, message }) as const
  if (date === undefined)
    return check('warn', httpDateExample, 'There is no Date: nothing says when this was signed.')
  const signedAt = parseHttpDate(date)
  if (signedAt === null) return check('warn', httpDateExample, 'Date is not in the form that MNS sends.')
  if (receivedAt === null) return check('skipped', date, 'When it was received is not known.')
  const minutes = Math.round(Math.abs(receivedAt - signedAt) / 60_000)
  const expected = `within 15 minutes of ${formatHttpDate(receivedAt)}`
  if (Math.abs(receivedAt - signedAt) <= defaultToleranceMs) {
    return check('pass', expected, 'Date is within 15 minutes of when it was received.')
  }
  const direction = receivedAt > signedAt ? 'before' : 'after'
  return check(
    'warn',
    expected,
    `Date is ${minutes} minutes ${direction} it was received: a replay, or a clock that is off.`,
  )
}
