import type { SendLog } from './sendLog.ts'
import { refuseBusiness, type SmsRefusal } from './smsRefusal.ts'

/** What one number may get of verification codes, as the platform counts by default. */
const limits = [
  { count: 1, per: 'minute', milliseconds: 60_000 },
  { count: 5, per: 'hour', milliseconds: 3_600_000 },
  { count: 10, per: 'day', milliseconds: 86_400_000 },
] as const

export function checkLimits(log: SendLog, phone: string, now: number): SmsRefusal | null {
  for (const { count, per, milliseconds } of limits) {
    if (log.timesSince(phone, now - milliseconds).length >= count) {
      const message = `${phone} has reached its limit of ${count} SMS a ${per}`
      return refuseBusiness('isv.BUSINESS_LIMIT_CONTROL', message)
    }
  }
  return null
}
