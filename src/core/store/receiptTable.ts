import type { Instant, ReceiptId, Rev, Seq } from '../../contract/brand.ts'
import type { ReceiptRow } from '../../contract/receipt.ts'

/** A row as SQLite gives it. */
export type StoredReceipt = {
  seq: number
  rev: number
  kind: string
  status: string
  phone: string | null
  err_code: string | null
  err_message: string | null
  send_time: number | null
  report_time: number | null
  latency: number | null
  biz_id: string | null
  out_id: string | null
  parts: number | null
  content: string | null
  dest_code: string | null
  sequence_id: string | null
  carrier: string | null
  via: string
  account: string
  source: string
  message_id: string | null
  item: number
  request_id: string | null
  deliveries: number
  duplicate_of: number | null
  verdict: string | null
  trust: string | null
  received_at: number
  size: number
  body: number
  pinned: number
  note: string | null
}

/** Every column in the order of the writer's parameters. */
export const receiptColumns = [
  'seq',
  'rev',
  'kind',
  'status',
  'phone',
  'err_code',
  'err_message',
  'send_time',
  'report_time',
  'latency',
  'biz_id',
  'out_id',
  'parts',
  'content',
  'dest_code',
  'sequence_id',
  'carrier',
  'via',
  'account',
  'source',
  'message_id',
  'item',
  'request_id',
  'deliveries',
  'duplicate_of',
  'verdict',
  'trust',
  'received_at',
  'size',
  'body',
] as const satisfies readonly (keyof StoredReceipt)[]

/** An id names a row for good: seqs are never used twice. */
export const receiptIdOf = (seq: number): ReceiptId => `r${seq}` as ReceiptId

export function seqOf(id: string): Seq | null {
  return /^r[1-9]\d{0,15}$/.test(id) ? (Number(id.slice(1)) as Seq) : null
}

export function toReceiptRow(stored: StoredReceipt): ReceiptRow {
  return {
    seq: stored.seq as Seq,
    rev: stored.rev as Rev,
    id: receiptIdOf(stored.seq),
    kind: stored.kind as ReceiptRow['kind'],
    status: stored.status as ReceiptRow['status'],
    phone: stored.phone,
    errCode: stored.err_code,
    errMessage: stored.err_message,
    sendTime: stored.send_time as Instant | null,
    reportTime: stored.report_time as Instant | null,
    latencyMs: stored.latency,
    bizId: stored.biz_id,
    outId: stored.out_id,
    parts: stored.parts,
    content: stored.content,
    destCode: stored.dest_code,
    sequenceId: stored.sequence_id,
    carrier: stored.carrier,
    via: stored.via as ReceiptRow['via'],
    account: stored.account,
    source: stored.source,
    messageId: stored.message_id,
    requestId: stored.request_id,
    deliveries: stored.deliveries,
    duplicateOf: stored.duplicate_of === null ? null : receiptIdOf(stored.duplicate_of),
    signature:
      stored.verdict === null
        ? null
        : {
            verdict: stored.verdict as 'valid' | 'invalid' | 'undecided',
            certificateTrust: (stored.trust ?? 'unknown') as 'trusted' | 'untrusted' | 'unknown',
          },
    receivedAt: stored.received_at as Instant,
    pinned: stored.pinned === 1,
    note: stored.note,
  }
}
