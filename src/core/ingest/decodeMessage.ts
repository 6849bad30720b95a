import type { IncomingMessage, StorableMessage } from '../store/incoming.ts'

/** What bare words search: the body as text, and the ids that don't stand in it; folded to lower case. */
export function decodeMessage(message: IncomingMessage): StorableMessage {
  const reason = 'Not decoded'
  return {
    ...message,
    receipts: [
      {
        kind: 'unknown',
        status: 'unknown',
        phone: null,
        errCode: null,
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
      },
    ],
    undecodedReason: reason,
    texts: [Buffer.from(message.raw).toString('utf8').toLowerCase()],
  }
}
