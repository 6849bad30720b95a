import { createHash } from 'node:crypto'
import type { Instant } from '../../contract/brand.ts'
import type { Send } from '../../contract/sends.ts'
import { carrierOfPhone } from '../../protocol/errCodes/carrierOfPhone.ts'
import type { RestorableBody } from '../store/restorableBody.ts'
import { importAccount, sendLog } from '../store/sendTable.ts'

/** A send as the row that it is until its receipt comes; `raw` is how its log had it. */
export function restorableSend(send: Send, raw: string, at: number, account: string | null): RestorableBody {
  const { phone, bizId, outId, sendTime, content } = send
  const which = JSON.stringify(bizId === null ? [phone, sendTime, outId] : [phone, bizId])
  const messageId = `send-${createHash('sha256').update(which).digest('hex').slice(0, 32)}`
  const sought = [messageId, phone, bizId, outId, content, send.templateCode, send.signName]
  return {
    via: 'query',
    account: account ?? importAccount,
    source: sendLog,
    messageType: null,
    messageId,
    requestId: null,
    receivedAt: (sendTime ?? at) as Instant,
    raw: Buffer.from(raw),
    headers: null,
    requestLine: null,
    signature: null,
    undecodedReason: null,
    send,
    rows: [
      {
        seq: null,
        item: 0,
        fields: {
          kind: 'report',
          status: 'pending',
          phone,
          errCode: null,
          errMessage: null,
          sendTime: sendTime as Instant | null,
          reportTime: null,
          latencyMs: null,
          bizId,
          outId,
          parts: null,
          content,
          destCode: null,
          sequenceId: null,
          carrier: carrierOfPhone(phone)?.carrier ?? null,
        },
        text: sought
          .filter(value => value !== null)
          .join('\n')
          .toLowerCase(),
        deliveries: 0,
        pinned: false,
        note: null,
      },
    ],
  }
}
