import type { Instant } from '../../contract/brand.ts'
import type { BodyLayer } from '../../contract/receipt.ts'
import { carrierOfPhone } from '../../protocol/errCodes/carrierOfPhone.ts'
import { type DecodedReceipt, emptyReceipt } from '../../protocol/receipts/decodedReceipt.ts'
import { type DecodedBody, decodeReceiptBody } from '../../protocol/receipts/decodeReceiptBody.ts'
import { parseLosslessJson } from '../../protocol/receipts/losslessJson.ts'
import type { DecodedFields, IncomingMessage, StorableMessage } from '../store/incoming.ts'

/** Looks into a message. What can't be decoded is a row of kind `unknown` with its bytes and the reason. */
export function decodeMessage(message: IncomingMessage): StorableMessage {
  const carried = message.attempt?.topicMessage ?? null
  const body = decodeReceiptBody(carried ?? message.raw, message.messageType)
  const own = decodeAttempt(message, body)
  if (own !== null) return own
  const innermost = innermostText(body)
  if ('undecodedReason' in body) {
    return {
      ...message,
      receipts: [toFields(emptyReceipt)],
      undecodedReason: body.undecodedReason,
      texts: [textToSearch(innermost, message, emptyReceipt)],
    }
  }
  const items = body.receipts.length === 1 ? [innermost] : itemsOf(innermost)
  return {
    ...message,
    receipts: body.receipts.map(toFields),
    undecodedReason: body.receipts.every(({ kind }) => kind === 'unknown')
      ? {
          en: 'The body is JSON, but no shape of receipt that is known',
          zh: '正文是 JSON，但不是已知的回执格式',
        }
      : null,
    texts: body.receipts.map((receipt, item) => textToSearch(items[item] ?? '', message, receipt)),
  }
}

/**
 * A message whose receipts were read already: by a call's answer rather than from a body of receipts. Each may repeat a
 * row that is known.
 */
export function storableReceipts(
  message: IncomingMessage,
  receipts: readonly DecodedReceipt[],
  repeats: readonly (number | null)[],
): StorableMessage {
  return {
    ...message,
    repeats,
    receipts: receipts.map(toFields),
    undecodedReason: null,
    texts: receipts.map(receipt => textToSearch(JSON.stringify(receipt), message, receipt)),
  }
}

/**
 * A topic's message is anything its publisher wrote: unless that is a receipt, it is shown as it is. What carries no message
 * says so.
 */
function decodeAttempt(message: IncomingMessage, body: DecodedBody): StorableMessage | null {
  if (message.attempt === undefined) return null
  const { topicMessage, note } = message.attempt
  const isReceipt = 'receipts' in body && body.receipts.some(({ kind }) => kind !== 'unknown')
  if (note === null && (topicMessage === null || isReceipt)) return null
  const fields: DecodedFields = {
    ...toFields(emptyReceipt),
    kind: topicMessage === null ? 'unknown' : 'push',
    content: topicMessage,
  }
  const text = note === null ? innermostText(body) : ''
  return {
    ...message,
    receipts: [fields],
    undecodedReason: note,
    texts: [textToSearch(text, message, { ...emptyReceipt, content: topicMessage })],
  }
}

function toFields(receipt: DecodedReceipt): DecodedFields {
  const { phone, sendTime, reportTime } = receipt
  return {
    kind: receipt.kind,
    status: receipt.status,
    phone,
    errCode: receipt.errCode,
    errMessage: receipt.errMessage,
    sendTime: sendTime as Instant | null,
    reportTime: reportTime as Instant | null,
    latencyMs: sendTime === null || reportTime === null ? null : reportTime - sendTime,
    bizId: receipt.bizId,
    outId: receipt.outId,
    parts: receipt.parts,
    content: receipt.content,
    destCode: receipt.destCode,
    sequenceId: receipt.sequenceId,
    carrier: phone === null ? null : (carrierOfPhone(phone)?.carrier ?? null),
  }
}

/** The body as it reads once every wrapping is off. */
function innermostText(body: DecodedBody): string {
  const layer: BodyLayer | undefined = body.layers.at(-1)
  return layer === undefined || layer.encoding === 'bytes' ? '' : layer.text
}

/** Each item of a body that holds several receipts, so that a search finds only the rows that it names. */
function itemsOf(text: string): string[] {
  const items = parseLosslessJson(text)
  return Array.isArray(items) ? items.map(item => JSON.stringify(item)) : []
}

/** The body, and whatever people search for that doesn't stand in it as they would type it; in lower case. */
function textToSearch(body: string, message: IncomingMessage, receipt: DecodedReceipt): string {
  const { phone, bizId, outId, sequenceId, content, errMessage } = receipt
  const sought = [message.messageId, message.requestId, phone, bizId, outId, sequenceId, content, errMessage]
  let text = body
  for (const value of sought) if (value !== null && !body.includes(value)) text += `\n${value}`
  return text.toLowerCase()
}
