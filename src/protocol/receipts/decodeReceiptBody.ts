import type { Bilingual } from '../bilingual.ts'
import { type DecodedReceipt, emptyReceipt } from './decodedReceipt.ts'
import { isInternationalReport, readInternationalReport } from './internationalReport.ts'
import { isLegacyReport, readLegacyReport } from './legacyReport.ts'
import { messageTypeNamed, type ReceiptShape } from './messageTypes.ts'
import type { JsonObject } from './receiptFields.ts'
import { isReviewReport, readReviewReport } from './reviewReport.ts'
import { isSmsReport, readSmsReport } from './smsReport.ts'
import { isSmsUp, readSmsUp } from './smsUp.ts'
import { type BodyLayer, isJsonObject, unwrapBody } from './unwrapBody.ts'

export type DecodedBody =
  | { readonly layers: BodyLayer[]; readonly receipts: DecodedReceipt[] }
  | { readonly layers: BodyLayer[]; readonly undecodedReason: Bilingual }

/**
 * Every receipt of a body, one per item of an array. The shape of an item tells what it is; the message type that
 * the queue stands for names it where the shape doesn't, or where several types share one shape.
 */
export function decodeReceiptBody(
  bytes: Uint8Array | string,
  messageType: string | null = null,
): DecodedBody {
  const body = unwrapBody(bytes)
  if ('reason' in body) return { layers: body.layers, undecodedReason: body.reason }
  const items = isArray(body.value) ? body.value : [body.value]
  if (items.length === 0) {
    const undecodedReason = {
      en: 'expected at least one receipt, saw an empty array',
      zh: '应至少有一条回执，实际是空数组',
    }
    return { layers: body.layers, undecodedReason }
  }
  return { layers: body.layers, receipts: items.map(item => decodeReceipt(item, messageType)) }
}

const readers: readonly {
  shape: ReceiptShape
  matches: (object: JsonObject) => boolean
  read: (object: JsonObject) => DecodedReceipt
}[] = [
  { shape: 'review', matches: isReviewReport, read: readReviewReport },
  { shape: 'reply', matches: isSmsUp, read: readSmsUp },
  { shape: 'report', matches: isSmsReport, read: readSmsReport },
  { shape: 'legacy', matches: isLegacyReport, read: readLegacyReport },
  { shape: 'international', matches: isInternationalReport, read: readInternationalReport },
]

function decodeReceipt(item: unknown, messageType: string | null): DecodedReceipt {
  if (!isJsonObject(item)) return { ...emptyReceipt, messageType, extra: { value: item } }
  const reader = readers.find(({ matches }) => matches(item))
  if (reader === undefined) return { ...emptyReceipt, messageType, extra: item }
  const receipt = reader.read(item)
  const sameShape = messageType !== null && messageTypeNamed(messageType)?.shape === reader.shape
  return sameShape && reader.shape !== 'review' && reader.shape !== 'legacy'
    ? { ...receipt, messageType }
    : receipt
}

function isArray(value: JsonObject | readonly unknown[]): value is readonly unknown[] {
  return Array.isArray(value)
}
