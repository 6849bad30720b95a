import { writeCompactTime } from '../../protocol/receipts/receiptTime.ts'

/** The day in China as `yyyyMMdd`: the platform's days begin and end there. */
export function chinaDay(time: number): string {
  return writeCompactTime(time).slice(0, 8)
}
