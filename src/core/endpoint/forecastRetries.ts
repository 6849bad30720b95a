import type { Instant } from '../../contract/brand.ts'
import type { PushAttempt, RetryForecast } from '../../contract/push.ts'
import type { Words } from '../../contract/words.ts'

type Strategy = NonNullable<RetryForecast['strategy']>
type Window = { least: number; most: number }

/** How long after a failed attempt the sender may still be waiting for its answer, and how late it may be, in milliseconds. */
const slack = 5500
const retriesOf: Record<Strategy, number> = { BACKOFF_RETRY: 3, EXPONENTIAL_DECAY_RETRY: 176, SMS_PUSH: 3 }
const strategiesOf = {
  topic: ['BACKOFF_RETRY', 'EXPONENTIAL_DECAY_RETRY'],
  sms: ['SMS_PUSH'],
} as const satisfies Record<string, readonly Strategy[]>
/** The SMS service's own schedule, which it keeps to the minute. */
const smsGaps = [60_000, 300_000, 600_000]
const smsLateness = 60_000

/** Milliseconds between an attempt's end and the `retry`-th retry (from 1). */
function gapOf(strategy: Strategy, retry: number): Window {
  switch (strategy) {
    case 'BACKOFF_RETRY':
      return { least: 10_000, most: 20_000 }
    case 'EXPONENTIAL_DECAY_RETRY': {
      const gap = Math.min(2 ** (retry - 1), 512) * 1000
      return { least: gap, most: gap }
    }
    case 'SMS_PUSH': {
      const gap = smsGaps[retry - 1] ?? 0
      return { least: gap, most: gap + smsLateness }
    }
    default:
      return strategy satisfies never
  }
}

/** Tells a sender's strategy from the gaps between its attempts, and from that what it will do. */
export function forecastRetries(
  attempts: readonly Pick<PushAttempt, 'receivedAt' | 'answer'>[],
  now: number,
  sender: keyof typeof strategiesOf = 'topic',
): RetryForecast {
  const last = attempts.at(-1)
  const nothing = { strategy: null, next: null, givesUpAt: null }
  if (last === undefined) {
    const reason = { en: 'No attempt is recorded.', zh: '没有投递记录。' }
    return { ...nothing, state: 'unknown', reason }
  }
  const gaps = attempts
    .slice(1)
    .map(({ receivedAt }, index) => receivedAt - (attempts[index]?.receivedAt ?? 0))
  const fitting = strategiesOf[sender].filter((each: Strategy) => fits(each, gaps))
  const [only] = fitting
  const strategy =
    fitting.length === 1 && only !== undefined && (gaps.length > 0 || sender === 'sms') ? only : null
  const { status } = last.answer
  if (status !== null && status >= 200 && status < 300) {
    return {
      ...nothing,
      strategy,
      state: 'accepted',
      reason: { en: 'The last attempt was answered with success.', zh: '最近一次投递已得到成功应答。' },
    }
  }
  if (fitting.length === 0) {
    const reason = {
      en: 'The gaps between the attempts are those of no strategy that this sender has.',
      zh: '各次投递的间隔不符合该发送方的任何重试策略。',
    }
    return { ...nothing, state: 'unknown', reason }
  }
  const ended = last.receivedAt + last.answer.milliseconds
  const windows = fitting.flatMap(each => nextWindow(each, attempts.length, ended))
  if (windows.length === 0) {
    return {
      ...nothing,
      strategy,
      state: 'given-up',
      reason: { en: 'Every retry of this strategy was used up.', zh: '该策略的重试次数已用完。' },
    }
  }
  const next = {
    from: Math.min(...windows.map(({ least }) => least)) as Instant,
    to: Math.max(...windows.map(({ most }) => most)) as Instant,
  }
  const late = now > next.to + slack
  return {
    strategy,
    state: late ? 'given-up' : 'waiting',
    reason: late
      ? { en: 'The next attempt did not come when it was due.', zh: '下一次投递到期仍未到达。' }
      : describe(strategy, attempts.length),
    next: late ? null : next,
    givesUpAt: strategy === null || late ? null : (endOf(strategy, attempts.length, ended) as Instant),
  }
}

function fits(strategy: Strategy, gaps: readonly number[]): boolean {
  if (gaps.length > retriesOf[strategy]) return false
  return gaps.every((gap, index) => {
    const { least, most } = gapOf(strategy, index + 1)
    return gap >= least * 0.9 && gap <= most + slack
  })
}

/** When the retry after so many attempts is due; nothing where none is left. */
function nextWindow(strategy: Strategy, attempts: number, ended: number): Window[] {
  if (attempts > retriesOf[strategy]) return []
  const { least, most } = gapOf(strategy, attempts)
  return [{ least: ended + least, most: ended + most }]
}

/** The latest moment of the last retry, were every answer as quick as the last. */
function endOf(strategy: Strategy, attempts: number, ended: number): number {
  let end = ended
  for (let retry = attempts; retry <= retriesOf[strategy]; retry++) end += gapOf(strategy, retry).most
  return end
}

function describe(strategy: Strategy | null, attempts: number): Words {
  if (strategy === null) {
    return {
      en: 'One attempt alone does not tell the strategy: the next one will.',
      zh: '只有一次投递，还看不出重试策略：下一次即可判断。',
    }
  }
  const of = retriesOf[strategy]
  const retry = `retry ${attempts} of ${of} is next`
  const chinese = `下一次是第 ${attempts} 次重试，共 ${of} 次`
  switch (strategy) {
    case 'BACKOFF_RETRY':
      return {
        en: `The gaps are those of BACKOFF_RETRY, 10 to 20 s each: ${retry}.`,
        zh: `间隔符合 BACKOFF_RETRY（每次 10 到 20 秒）：${chinese}。`,
      }
    case 'EXPONENTIAL_DECAY_RETRY':
      return {
        en: `The gaps are those of EXPONENTIAL_DECAY_RETRY, doubling up to 512 s: ${retry}.`,
        zh: `间隔符合 EXPONENTIAL_DECAY_RETRY（逐次加倍，最长 512 秒）：${chinese}。`,
      }
    case 'SMS_PUSH':
      return {
        en: `The SMS service sends a batch again 1, 5 and 10 minutes after it failed: ${retry}.`,
        zh: `短信服务在失败 1、5、10 分钟后重新推送同一批：${chinese}。`,
      }
    default:
      return strategy satisfies never
  }
}
