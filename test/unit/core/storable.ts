import type { Instant } from '../../../src/contract/brand.ts'
import type { DecodedFields, IncomingMessage, StorableMessage } from '../../../src/core/store/incoming.ts'

let next = 1

export function incoming(changes: Partial<IncomingMessage> = {}): IncomingMessage {
  return {
    via: 'queue',
    account: 'test',
    source: 'orders',
    messageType: null,
    messageId: `M${next++}`,
    requestId: null,
    receivedAt: 1_700_000_000_000 as Instant,
    raw: Buffer.from('{}'),
    headers: null,
    requestLine: null,
    signature: null,
    peeked: false,
    ...changes,
  }
}

export function decoded(changes: Partial<DecodedFields> = {}): DecodedFields {
  return {
    kind: 'report',
    status: 'delivered',
    phone: '13800000000',
    errCode: 'DELIVERED',
    errMessage: null,
    sendTime: null,
    reportTime: null,
    latencyMs: null,
    bizId: null,
    outId: null,
    parts: null,
    content: null,
    destCode: null,
    sequenceId: null,
    carrier: null,
    ...changes,
  }
}

export function storable(
  fields: Partial<DecodedFields> = {},
  message: Partial<IncomingMessage> = {},
  text?: string,
): StorableMessage {
  const receipt = decoded(fields)
  const texts = [text ?? JSON.stringify(receipt).toLowerCase()]
  return { ...incoming(message), receipts: [receipt], undecodedReason: null, texts }
}
