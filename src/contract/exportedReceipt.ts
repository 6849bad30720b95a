import type { Instant } from './brand.ts'
import type { ReceiptKind, ReceiptRow, ReceiptStatus, ReceiptVia, SignatureSummary } from './receipt.ts'

/** One receipt as scripts see it: the HTTP API, the command line and exports. Its names and meanings are fixed. */
export type ExportedReceipt = {
  id: string
  seq: number
  kind: ReceiptKind
  status: ReceiptStatus
  phone: string | null
  errCode: string | null
  errMessage: string | null
  /** Times are ISO 8601 in UTC, durations milliseconds. */
  sendTime: string | null
  reportTime: string | null
  latencyMs: number | null
  bizId: string | null
  outId: string | null
  parts: number | null
  content: string | null
  destCode: string | null
  sequenceId: string | null
  carrier: string | null
  via: ReceiptVia
  account: string
  source: string
  messageId: string | null
  requestId: string | null
  deliveries: number
  duplicateOf: string | null
  signature: SignatureSummary | null
  receivedAt: string
  /** Base64 of the received bytes. */
  raw: string
}

/** One receipt as an export file keeps it: with all that an import needs to make the same row of it. */
export type ArchivedReceipt = ExportedReceipt & {
  /** Which receipt of its body it is, from 0. */
  item: number
  messageType: string | null
  requestLine: string | null
  headers: [name: string, value: string][] | null
  undecodedReason: string | null
  pinned: boolean
  note: string | null
}

export const exportFormats = ['ndjson', 'csv', 'har', 'json'] as const
export type ExportFormat = (typeof exportFormats)[number]

export function toExportedReceipt(receipt: ReceiptRow & { raw: string }): ExportedReceipt {
  return {
    id: receipt.id,
    seq: receipt.seq,
    kind: receipt.kind,
    status: receipt.status,
    phone: receipt.phone,
    errCode: receipt.errCode,
    errMessage: receipt.errMessage,
    sendTime: receipt.sendTime === null ? null : toTime(receipt.sendTime),
    reportTime: receipt.reportTime === null ? null : toTime(receipt.reportTime),
    latencyMs: receipt.latencyMs,
    bizId: receipt.bizId,
    outId: receipt.outId,
    parts: receipt.parts,
    content: receipt.content,
    destCode: receipt.destCode,
    sequenceId: receipt.sequenceId,
    carrier: receipt.carrier,
    via: receipt.via,
    account: receipt.account,
    source: receipt.source,
    messageId: receipt.messageId,
    requestId: receipt.requestId,
    deliveries: receipt.deliveries,
    duplicateOf: receipt.duplicateOf,
    signature: receipt.signature && {
      verdict: receipt.signature.verdict,
      certificateTrust: receipt.signature.certificateTrust,
    },
    receivedAt: toTime(receipt.receivedAt),
    raw: receipt.raw,
  }
}

/** `Date` holds ±8.64e15 ms; a time outside, which only a damaged message can name, is shown at that bound. */
function toTime(instant: Instant): string {
  return new Date(Math.min(8.64e15, Math.max(-8.64e15, instant))).toISOString()
}
