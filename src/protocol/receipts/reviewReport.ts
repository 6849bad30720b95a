import { type DecodedReceipt, emptyReceipt, type Review } from './decodedReceipt.ts'
import { type JsonObject, ReceiptFields } from './receiptFields.ts'
import { writeDomesticTime } from './receiptTime.ts'

/** The order's key is spelled differently by the two transports. */
export function writeReviewReport(review: Review, transport: 'queue' | 'http'): string {
  const prefix = review.subject === 'signature' ? 'sign' : 'template'
  const fields: [string, string | null][] = [
    [`${prefix}_name`, review.name],
    [transport === 'queue' ? 'order_id' : 'orderId', review.orderId],
    [`${prefix}_status`, review.state],
    ['reason', review.reason],
    ['remark', review.remark],
    ['create_date', review.createdAt === null ? null : writeDomesticTime(review.createdAt)],
  ]
  return JSON.stringify(Object.fromEntries(fields.filter(([, value]) => value !== null)))
}

export function isReviewReport(object: JsonObject): boolean {
  return 'sign_status' in object || 'template_status' in object
}

export function readReviewReport(object: JsonObject): DecodedReceipt {
  const fields = new ReceiptFields(object)
  const subject = 'sign_status' in object ? 'signature' : 'template'
  const prefix = subject === 'signature' ? 'sign' : 'template'
  return {
    ...emptyReceipt,
    messageType: subject === 'signature' ? 'SignSmsReport' : 'TemplateSmsReport',
    review: {
      subject,
      name: fields.text(`${prefix}_name`),
      orderId: fields.text('orderId', 'order_id'),
      state: fields.text(`${prefix}_status`),
      reason: fields.text('reason'),
      remark: fields.text('remark'),
      createdAt: fields.time('create_date'),
    },
    extra: fields.rest(),
  }
}
