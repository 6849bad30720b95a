import { type DecodedReceipt, emptyReceipt, type ReceiptStatus } from './decodedReceipt.ts'
import { type JsonObject, ReceiptFields } from './receiptFields.ts'
import { writeInternationalTime } from './receiptTime.ts'

/** What became of one text abroad. Times in milliseconds since 1970. */
export type InternationalReport = {
  readonly phone: string
  readonly outcome: 'delivered' | 'failed' | 'expired'
  readonly messageId: string
  readonly parts: number
  readonly sendTime: number
  readonly reportTime: number | null
  readonly errCode: string
  readonly errMessage: string
}

const statusOfOutcome = { delivered: '1', failed: '2', expired: '6' } as const
const receiptStatuses: ReadonlyMap<string | null, ReceiptStatus> = new Map([
  ['1', 'delivered'],
  ['2', 'failed'],
  ['6', 'failed'],
])

export function writeInternationalReport(report: InternationalReport): string {
  return JSON.stringify({
    To: report.phone,
    Status: statusOfOutcome[report.outcome],
    MessageId: report.messageId,
    SmsSize: String(report.parts),
    SendDate: writeInternationalTime(report.sendTime),
    ReceiveDate: report.reportTime === null ? undefined : writeInternationalTime(report.reportTime),
    ErrorCode: report.errCode,
    ErrorDescription: report.errMessage,
  })
}

export function isInternationalReport(object: JsonObject): boolean {
  return 'To' in object && 'Status' in object && ('MessageId' in object || 'ErrorCode' in object)
}

/** The raw status stays in `extra` beside what it means: an expired text is a failed one here. */
export function readInternationalReport(object: JsonObject): DecodedReceipt {
  const status = new ReceiptFields(object).text('Status')
  const fields = new ReceiptFields(object)
  return {
    ...emptyReceipt,
    kind: 'report',
    messageType: 'GlobeSmsReport',
    status: receiptStatuses.get(status) ?? 'unknown',
    phone: fields.text('To'),
    errCode: fields.text('ErrorCode'),
    errMessage: fields.text('ErrorDescription'),
    sendTime: fields.time('SendDate'),
    reportTime: fields.time('ReceiveDate'),
    bizId: fields.text('MessageId'),
    parts: fields.count('SmsSize'),
    extra: fields.rest(),
  }
}
