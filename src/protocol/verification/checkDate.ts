import type { Bilingual } from '../bilingual.ts'
import { formatHttpDate, httpDateExample, parseHttpDate } from '../canonical/httpDate.ts'
import { defaultToleranceMs } from '../requestSignature/requestVerdict.ts'
import type { Check } from './check.ts'

/** Whether a push says when it was signed, and whether that was about when it came in. */
export function checkDate(date: string | undefined, receivedAt: number | null): Check<'date'> {
  const warn = (message: Bilingual): Check<'date'> => {
    return { code: 'date', outcome: 'warn', expected: httpDateExample, seen: date ?? null, message }
  }
  if (date === undefined)
    return warn({
      en: 'There is no Date: nothing says when this was signed.',
      zh: '没有 Date 头：无从得知何时签名。',
    })
  const signedAt = parseHttpDate(date)
  if (signedAt !== null) return judgeDate(signedAt, receivedAt)
  return warn({ en: 'Date is not in the form that MNS sends.', zh: 'Date 不是 MNS 使用的格式。' })
}

/** A signed date proves no age, only when it was signed; a stale one is what a replay looks like. */
export function judgeDate(signedAt: number, receivedAt: number | null): Check<'date'> {
  const seen = formatHttpDate(signedAt)
  if (receivedAt === null) {
    const message = {
      en: 'When it was received is not known, so its age can’t be judged.',
      zh: '接收时间未知，无法判断时效。',
    }
    return { code: 'date', outcome: 'skipped', expected: null, seen, message }
  }
  const expected = {
    en: `within 15 minutes of ${formatHttpDate(receivedAt)}`,
    zh: `与 ${formatHttpDate(receivedAt)} 相差不超过 15 分钟`,
  }
  const apart = Math.abs(receivedAt - signedAt)
  if (apart <= defaultToleranceMs) {
    const message = {
      en: 'It was signed within 15 minutes of when it was received.',
      zh: '签名时间与接收时间相差不超过 15 分钟。',
    }
    return { code: 'date', outcome: 'pass', expected, seen, message }
  }
  const minutes = Math.round(apart / 60_000)
  const [before, chinese] = receivedAt > signedAt ? ['before', '早'] : ['after', '晚']
  const message = {
    en: `It was signed ${minutes} minutes ${before} it was received: a replay, or a clock that is off.`,
    zh: `签名时间比接收时间${chinese} ${minutes} 分钟：可能是重放，或时钟不准。`,
  }
  return { code: 'date', outcome: 'warn', expected, seen, message }
}
