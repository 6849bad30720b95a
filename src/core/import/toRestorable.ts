import type { Instant } from '../../contract/brand.ts'
import type { ArchivedReceipt } from '../../contract/exportedReceipt.ts'
import type { Send } from '../../contract/sends.ts'
import { asIs, type Words } from '../../contract/words.ts'
import { decodeMessage } from '../ingest/decodeMessage.ts'
import { readSend } from '../sends/readSend.ts'
import type { IncomingMessage } from '../store/incoming.ts'
import type { RestorableBody } from '../store/restorableBody.ts'
import { sendLog } from '../store/sendTable.ts'

/** Receipts that came in one body, as an export file has them one after the other. */
export function archivedToRestorable(
  receipts: readonly [ArchivedReceipt, ...ArchivedReceipt[]],
): RestorableBody {
  const [first] = receipts
  const message: IncomingMessage = {
    via: first.via,
    account: first.account,
    source: first.source,
    messageType: first.messageType,
    messageId: first.messageId,
    requestId: first.requestId,
    receivedAt: Date.parse(first.receivedAt) as Instant,
    raw: Buffer.from(first.raw, 'base64'),
    headers: first.headers,
    requestLine: first.requestLine,
    signature: first.signature,
    peeked: false,
  }
  const decoded = decodeMessage(message)
  const send = sendOf(first)
  const { texts } = decoded
  return {
    ...message,
    ...(send === null ? {} : { send }),
    undecodedReason: inBothLanguages(first.undecodedReason, decoded.undecodedReason),
    rows: receipts.map(receipt => ({
      seq: receipt.seq,
      item: receipt.item,
      fields: {
        kind: receipt.kind,
        status: receipt.status,
        phone: receipt.phone,
        errCode: receipt.errCode,
        errMessage: receipt.errMessage,
        sendTime: toInstant(receipt.sendTime),
        reportTime: toInstant(receipt.reportTime),
        latencyMs: receipt.latencyMs,
        bizId: receipt.bizId,
        outId: receipt.outId,
        parts: receipt.parts,
        content: receipt.content,
        destCode: receipt.destCode,
        sequenceId: receipt.sequenceId,
        carrier: receipt.carrier,
      },
      text: texts[receipt.item] || searchable(receipt),
      deliveries: receipt.deliveries,
      pinned: receipt.pinned,
      note: receipt.note,
    })),
  }
}

/** A row that stood for a send says again how its log had it; a file without the bytes, what it can. */
function sendOf(receipt: ArchivedReceipt): Send | null {
  if (receipt.source !== sendLog || receipt.phone === null) return null
  const { phone, bizId, outId, content } = receipt
  const raw = parseRecord(Buffer.from(receipt.raw, 'base64').toString())
  const read = raw === null ? null : readSend(Object.entries(raw))
  if (read !== null && !('en' in read)) return read
  const sendTime = toInstant(receipt.sendTime)
  return { phone, bizId, outId, content, sendTime, templateCode: null, signName: null }
}

function parseRecord(text: string): object | null {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' ? value : null
  } catch {
    return null
  }
}

/** Whether a receipt came in the same body as the one before it in the file. */
export function isSameBody(before: ArchivedReceipt, next: ArchivedReceipt): boolean {
  return (
    next.item > before.item &&
    next.messageId === before.messageId &&
    next.receivedAt === before.receivedAt &&
    next.source === before.source &&
    next.account === before.account &&
    next.via === before.via &&
    next.raw === before.raw
  )
}

/** A file holds the English sentence; where it is the one that is said today, there is a Chinese one to it. */
function inBothLanguages(written: string | null, said: Words | null): Words | null {
  if (written === null) return null
  return written === said?.en ? said : asIs(written)
}

/** A request that somebody else recorded: taken as if it had come to the endpoint. */
export function messageToRestorable(message: IncomingMessage): RestorableBody {
  const { receipts, texts, undecodedReason } = decodeMessage(message)
  return {
    ...message,
    undecodedReason,
    rows: receipts.map((fields, item) => ({
      seq: null,
      item,
      fields,
      text: texts[item] ?? '',
      deliveries: 1,
      pinned: false,
      note: null,
    })),
  }
}

const toInstant = (time: string | null) => (time === null ? null : (Date.parse(time) as Instant))

/** Where the bytes were left out, what is known is all there is to find. */
function searchable({
  messageId,
  requestId,
  phone,
  bizId,
  outId,
  sequenceId,
  content,
  errMessage,
}: ArchivedReceipt): string {
  const sought = [messageId, requestId, phone, bizId, outId, sequenceId, content, errMessage]
  return sought
    .filter(value => value !== null)
    .join('\n')
    .toLowerCase()
}
