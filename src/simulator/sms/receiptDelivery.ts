import { writeInternationalReport } from '../../protocol/receipts/internationalReport.ts'
import { writeQueueReceipt } from '../../protocol/receipts/receiptBatch.ts'
import { isDeliveredCode, type SmsReport, writeSmsReport } from '../../protocol/receipts/smsReport.ts'
import { type SmsUp, writeSmsUp } from '../../protocol/receipts/smsUp.ts'
import type { Surroundings } from '../part.ts'
import type { CallbackPusher } from './callbackPusher.ts'
import { readPhoneNumber } from './phoneNumber.ts'

/** Takes receipts and replies to where the account wants them. */
export type ReceiptSink = {
  report(report: SmsReport): void
  reply(reply: SmsUp): void
}

export function smsQueueName(accountId: string, messageType: string): string {
  return `Alicom-Queue-${accountId}-${messageType}`
}

/**
 * Both modes at once: each receipt into the account's queue of its type, and to the callback where one is set. The
 * queue for receipts from abroad appears with the first of them; a domestic one that was deleted stays so.
 */
export function createReceiptDelivery(
  around: Pick<Surroundings, 'account' | 'enqueue' | 'ensureQueue'>,
  callbacks: CallbackPusher,
): ReceiptSink {
  return {
    report(report) {
      const abroad = isAbroad(report.phone)
      const messageType = abroad ? 'GlobeSmsReport' : 'SmsReport'
      const receipt = abroad ? writeInternational(report) : writeSmsReport(report)
      const queue = smsQueueName(around.account.id, messageType)
      if (abroad) around.ensureQueue(queue)
      around.enqueue(queue, writeQueueReceipt(receipt))
      callbacks.add(messageType, receipt)
    },
    reply(reply) {
      const queue = smsQueueName(around.account.id, 'SmsUp')
      around.enqueue(queue, writeQueueReceipt(writeSmsUp(reply, 'queue')))
      callbacks.add('SmsUp', writeSmsUp(reply, 'http'))
    },
  }
}

function isAbroad(phone: string): boolean {
  return !/^1\d{10}$/.test(phone) && readPhoneNumber(phone) !== null
}

function writeInternational(report: SmsReport): string {
  const { phone, parts, sendTime, reportTime, errCode, errMessage, bizId: messageId } = report
  const rest = { phone, parts, sendTime, reportTime, messageId }
  if (isDeliveredCode(errCode))
    return writeInternationalReport({
      ...rest,
      outcome: 'delivered',
      errCode: 'success',
      errMessage: 'success',
    })
  const outcome = errCode.startsWith('EXPIRED') ? 'expired' : 'failed'
  return writeInternationalReport({ ...rest, outcome, errCode, errMessage })
}
