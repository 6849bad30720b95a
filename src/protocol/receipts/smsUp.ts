import { type DecodedReceipt, emptyReceipt } from './decodedReceipt.ts'
import { type JsonObject, ReceiptFields } from './receiptFields.ts'
import { writeCompactTime, writeDomesticTime } from './receiptTime.ts'

/** A text sent back from a handset. Time in milliseconds since 1970. */
export type SmsUp = {
  readonly phone: string
  readonly content: string
  readonly sendTime: number
  readonly destCode: string
  readonly sequenceId: string
  readonly signName: string | null
}

/** Queues carry the compact time and the id as a number; HTTP pushes the dashed time and the id as text. */
export function writeSmsUp(reply: SmsUp, transport: 'queue' | 'http'): string {
  const rest = JSON.stringify({
    phone_number: reply.phone,
    content: reply.content,
    send_time: transport === 'queue' ? writeCompactTime(reply.sendTime) : writeDomesticTime(reply.sendTime),
    dest_code: reply.destCode,
    sign_name: reply.signName ?? undefined,
  })
  const numeric = transport === 'queue' && /^(?:0|[1-9][0-9]*)$/.test(reply.sequenceId)
  const sequenceId = numeric ? reply.sequenceId : JSON.stringify(reply.sequenceId)
  return `${rest.slice(0, -1)},"sequence_id":${sequenceId}}`
}

export function isSmsUp(object: JsonObject): boolean {
  return 'phone_number' in object && 'content' in object && ('dest_code' in object || 'sequence_id' in object)
}

/** The signature of the text replied to has no column of its own: it stays in `extra`. */
export function readSmsUp(object: JsonObject): DecodedReceipt {
  const fields = new ReceiptFields(object)
  return {
    ...emptyReceipt,
    kind: 'reply',
    messageType: 'SmsUp',
    status: 'inbound',
    phone: fields.text('phone_number'),
    content: fields.text('content'),
    sendTime: fields.time('send_time'),
    destCode: fields.text('dest_code'),
    sequenceId: fields.text('sequence_id'),
    extra: fields.rest(),
  }
}
