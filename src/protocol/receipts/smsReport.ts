import { type DecodedReceipt, emptyReceipt, type ReceiptStatus } from './decodedReceipt.ts'
import { type JsonObject, ReceiptFields } from './receiptFields.ts'
import { writeDomesticTime } from './receiptTime.ts'

/** What became of one text, in the domestic dialect. Times in milliseconds since 1970. */
export type SmsReport = {
  readonly phone: string
  readonly sendTime: number
  readonly reportTime: number | null
  readonly delivered: boolean
  readonly errCode: string
  readonly errMessage: string
  readonly parts: number
  readonly bizId: string
  readonly outId: string | null
}

export function writeSmsReport(report: SmsReport): string {
  return JSON.stringify({
    send_time: writeDomesticTime(report.sendTime),
    report_time: report.reportTime === null ? undefined : writeDomesticTime(report.reportTime),
    success: report.delivered,
    err_msg: report.errMessage,
    err_code: report.errCode,
    phone_number: report.phone,
    sms_size: String(report.parts),
    biz_id: report.bizId,
    out_id: report.outId ?? undefined,
  })
}

const ownKeys = ['success', 'err_code', 'report_time', 'biz_id']

export function isSmsReport(object: JsonObject): boolean {
  return 'phone_number' in object && ownKeys.some(key => key in object)
}

export function readSmsReport(object: JsonObject): DecodedReceipt {
  const fields = new ReceiptFields(object)
  const success = fields.boolean('success')
  const errCode = fields.text('err_code')
  return {
    ...emptyReceipt,
    kind: 'report',
    messageType: 'SmsReport',
    status: statusOf(success, errCode),
    phone: fields.text('phone_number'),
    errCode,
    errMessage: fields.text('err_msg'),
    sendTime: fields.time('send_time'),
    reportTime: fields.time('report_time'),
    bizId: fields.text('biz_id'),
    outId: fields.text('out_id'),
    parts: fields.count('sms_size'),
    content: fields.text('content'),
    extra: fields.rest(),
  }
}

/** The flag decides; without it the code does, success being spelled in two ways. */
function statusOf(success: boolean | null, errCode: string | null): ReceiptStatus {
  if (success !== null) return success ? 'delivered' : 'failed'
  if (errCode === null) return 'unknown'
  return isDeliveredCode(errCode) ? 'delivered' : 'failed'
}

/** Receipts say DELIVERED, queries and carriers DELIVRD, international receipts success. */
export function isDeliveredCode(errCode: string): boolean {
  return ['DELIVERED', 'DELIVRD', 'SUCCESS'].includes(errCode.trim().toUpperCase())
}
