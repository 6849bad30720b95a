import type { DayComparison, DayCount } from '../../contract/compensation.ts'
import type { Words } from '../../contract/words.ts'
import type { DayStatistics } from '../../protocol/smsApi/sendStatistics.ts'
import type { SentDay } from '../store/readSentDays.ts'

const nothing: DayCount = { sent: 0, delivered: 0, failed: 0, unreported: 0 }

/** Every day that either side knows, newest first. */
export function compareDays(theirs: readonly DayStatistics[], ours: readonly SentDay[]): DayComparison[] {
  const days = new Set([...theirs.flatMap(({ date }) => date ?? []), ...ours.map(({ day }) => day)])
  return [...days]
    .sort()
    .reverse()
    .map(day => {
      const their = toCount(theirs.find(({ date }) => date === day))
      const { day: _, ...our } = ours.find(known => known.day === day) ?? { day, ...nothing }
      return { day, theirs: their, ours: our, difference: describe(their, our) }
    })
}

const toCount = (statistics: DayStatistics | undefined): DayCount => ({
  sent: statistics?.total ?? 0,
  delivered: statistics?.delivered ?? 0,
  failed: statistics?.failed ?? 0,
  unreported: statistics?.pending ?? 0,
})

const names: Record<keyof DayCount, Words> = {
  sent: { en: 'sent', zh: '发送' },
  delivered: { en: 'delivered', zh: '送达' },
  failed: { en: 'failed', zh: '失败' },
  unreported: { en: 'without receipt', zh: '无回执' },
}

function describe(theirs: DayCount, ours: DayCount): Words | null {
  const differing = (Object.keys(names) as (keyof DayCount)[]).filter(name => theirs[name] !== ours[name])
  if (differing.length === 0) return null
  const [missing, surplus] = [theirs.sent - ours.sent, ours.sent - theirs.sent]
  const all = {
    en: differing.map(name => `${names[name].en}: ${ours[name]} here, ${theirs[name]} there`).join('; '),
    zh: differing.map(name => `${names[name].zh}：本地 ${ours[name]}，服务端 ${theirs[name]}`).join('；'),
  }
  if (missing > 0)
    return { en: `${missing} missing here; ${all.en}`, zh: `本地缺少 ${missing} 条；${all.zh}` }
  if (surplus > 0) {
    return { en: `${surplus} more here than there; ${all.en}`, zh: `本地多出 ${surplus} 条；${all.zh}` }
  }
  return all
}
