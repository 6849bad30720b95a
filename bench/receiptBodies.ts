import { writeQueueReceipt } from '../src/protocol/receipts/receiptBatch.ts'

const words = [
  '空号',
  '用户接收成功',
  '运营商拦截',
  '关机',
  '黑名单',
  '余额不足',
  '签名未报备',
  '内容含敏感词',
]
const codes = [
  'DELIVERED',
  'DELIVERED',
  'DELIVERED',
  'DELIVERED',
  'MK:0001',
  'UNDELIV',
  'REJECTD',
  'SIGNSMSD',
]

/** The JSON of the report number `index`: spread over phones, codes, carriers and hours, the same in every run. */
export function reportJson(index: number): string {
  const mixed = Math.imul(index + 1, 2654435761) >>> 0
  const choice = mixed % codes.length
  const at = new Date(Date.UTC(2026, 10, 1) + index * 250).toISOString().replace('T', ' ').slice(0, 19)
  return JSON.stringify({
    phone_number: `1${30 + (mixed % 60)}${String(mixed % 100_000_000).padStart(8, '0')}`,
    send_time: at,
    report_time: at,
    success: codes[choice] === 'DELIVERED',
    err_code: codes[choice],
    err_msg: words[choice],
    sms_size: String(1 + (mixed % 3)),
    biz_id: `${100_000_000_000 + index}^0`,
    out_id: `order-${index}`,
  })
}

/** As it travels in a queue. */
export const reportBody = (index: number): string => writeQueueReceipt(reportJson(index))
