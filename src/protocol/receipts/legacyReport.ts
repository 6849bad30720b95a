import { type DecodedReceipt, emptyReceipt, type ReceiptStatus } from './decodedReceipt.ts'
import { type JsonObject, ReceiptFields } from './receiptFields.ts'
import { isDeliveredCode } from './smsReport.ts'

const replyEvent = 'SMSExtend:ReplyMessage'

/**
 * Two ancestors of SmsReport that old accounts still get: the events of texts sent through topics (form-like text),
 * and the receipts of the marketplace (`FcSmsDR`). Both name the number `receiver`.
 */
export function isLegacyReport(object: JsonObject): boolean {
  return 'receiver' in object && ('state' in object || 'event' in object)
}

export function readLegacyReport(object: JsonObject): DecodedReceipt {
  const fields = new ReceiptFields(object)
  const reply = object.event === replyEvent
  const state = new ReceiptFields(object).text('state')
  const errCode = fields.text('err_code')
  return {
    ...emptyReceipt,
    kind: reply ? 'reply' : 'report',
    messageType: 'event' in object ? 'SmsEvent' : 'FcSmsDR',
    status: reply ? 'inbound' : statusOf(state, errCode),
    phone: fields.text('receiver'),
    errCode,
    sendTime: fields.time('send_time'),
    reportTime: fields.time('rept_time', 'receive_time'),
    bizId: fields.text('biz_id'),
    parts: fields.count('sms_count'),
    content: fields.text('content'),
    extra: fields.rest(),
  }
}

/** Form-like text of the old events; null for any other text. */
export function readLegacyForm(text: string): JsonObject | null {
  if (!text.includes('event=SMS') || !/(?:^|&)event=SMS/.test(text)) return null
  const form: JsonObject = Object.fromEntries(new URLSearchParams(text.trim()))
  return isLegacyReport(form) ? form : null
}

function statusOf(state: string | null, errCode: string | null): ReceiptStatus {
  if (errCode !== null) return isDeliveredCode(errCode) ? 'delivered' : 'failed'
  return state === '1' ? 'delivered' : state === '2' ? 'failed' : 'unknown'
}
