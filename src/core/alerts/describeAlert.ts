import type { AlertDraft, AlertMeasure } from '../../contract/alerts.ts'
import type { Words } from '../../contract/words.ts'
import type { Trouble } from './watchTrouble.ts'

const units = [
  [86_400_000, 'd', '天'],
  [3_600_000, 'h', '小时'],
  [60_000, 'min', '分钟'],
  [1000, 's', '秒'],
] as const

/** In the largest unit that it is at least one of. */
function duration(milliseconds: number): Words {
  const [size, en, zh] = units.find(([size]) => milliseconds >= size) ?? ([1, 'ms', '毫秒'] as const)
  const amount = Math.round((milliseconds / size) * 10) / 10
  return { en: `${amount} ${en}`, zh: `${amount} ${zh}` }
}

const percent = (share: number) => `${Math.round(share * 1000) / 10} %`

/** What a rule found, in a sentence. */
export function describeAlert({ condition, windowMs }: AlertDraft, { value, rows }: AlertMeasure): Words {
  const span = duration(windowMs)
  const seen = value ?? 0
  switch (condition.kind) {
    case 'count':
      return {
        en: `${seen} ${seen === 1 ? 'receipt matches' : 'receipts match'} in ${span.en}; the threshold is ${condition.atLeast}`,
        zh: `${span.zh}内有 ${seen} 条回执匹配，阈值为 ${condition.atLeast}`,
      }
    case 'share':
      return {
        en: `${percent(seen)} of ${rows} receipts in ${span.en}; the threshold is ${percent(condition.atLeast)}`,
        zh: `${span.zh}内 ${rows} 条回执中占 ${percent(seen)}，阈值为 ${percent(condition.atLeast)}`,
      }
    case 'latency': {
      const [took, threshold] = [duration(seen), duration(condition.atLeastMs)]
      return {
        en: `${condition.percentile} is ${took.en} over ${rows} receipts in ${span.en}; the threshold is ${threshold.en}`,
        zh: `${span.zh}内 ${rows} 条回执的 ${condition.percentile} 为 ${took.zh}，阈值为 ${threshold.zh}`,
      }
    }
    case 'unreported': {
      const delay = duration(condition.afterMs)
      return {
        en: `${seen} ${seen === 1 ? 'send has' : 'sends have'} no receipt after ${delay.en}; the threshold is ${condition.atLeast}`,
        zh: `${seen} 条短信发出 ${delay.zh}后仍无回执，阈值为 ${condition.atLeast}`,
      }
    }
    default:
      return condition satisfies never
  }
}

/** The rows that a rule is about, as a query with their time. */
export function rowsOfAlert(
  query: string,
  { condition, windowMs }: Pick<AlertDraft, 'condition' | 'windowMs'>,
  at: number,
): string {
  const time = (milliseconds: number) => new Date(milliseconds).toISOString()
  const received = `since:${time(at - windowMs)} until:${time(at)}`
  switch (condition.kind) {
    case 'count':
      return `${query} ${received}`.trim()
    case 'share':
      return `${query} ${condition.part} ${received}`.trim()
    case 'latency':
      return `${query} latency>=${condition.atLeastMs} ${received}`.trim()
    case 'unreported': {
      const to = at - condition.afterMs
      return `${query} status:pending sent>=${time(to - windowMs)} sent<${time(to)}`.trim()
    }
    default:
      return condition satisfies never
  }
}

export function describeTrouble(trouble: Trouble): Words {
  const { reason } = trouble
  if (trouble.kind === 'store') {
    return {
      en: `Receipts can’t be stored, so nothing is consumed: ${reason.en}`,
      zh: `无法保存回执，已停止消费：${reason.zh}`,
    }
  }
  return { en: `Trouble with ${trouble.queue}: ${reason.en}`, zh: `${trouble.queue} 出现问题：${reason.zh}` }
}
