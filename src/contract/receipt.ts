import type { Instant, ReceiptId, Rev, Seq } from './brand.ts'
import type { Words } from './words.ts'

export type ReceiptKind = 'report' | 'reply' | 'push' | 'unknown'
export type ReceiptStatus = 'delivered' | 'failed' | 'pending' | 'inbound' | 'unknown'
export type ReceiptVia = 'queue' | 'push' | 'query'

/** What a signature check proved, and whether the key's origin is trusted: two findings, never merged. */
export type SignatureSummary = {
  verdict: 'valid' | 'invalid' | 'undecided'
  certificateTrust: 'trusted' | 'untrusted' | 'unknown'
}

/** One row of the table: everything a list, a filter or an export needs except the received bytes. */
export type ReceiptRow = {
  seq: Seq
  rev: Rev
  id: ReceiptId
  kind: ReceiptKind
  status: ReceiptStatus
  phone: string | null
  errCode: string | null
  errMessage: string | null
  sendTime: Instant | null
  reportTime: Instant | null
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
  /** Queue name, endpoint path or query the row came from. */
  source: string
  messageId: string | null
  requestId: string | null
  /** How often the transport handed us this same message; 0 while it was only peeked at. */
  deliveries: number
  /** The first row of the same SMS, where this one repeats or changes it. */
  duplicateOf: ReceiptId | null
  signature: SignatureSummary | null
  receivedAt: Instant
  /** Kept whatever the retention says. */
  pinned: boolean
  note: string | null
}

/** One wrapping found around a body, outermost first. */
export type BodyLayer = {
  encoding: 'base64' | 'json-array' | 'json-object' | 'xml' | 'text' | 'bytes'
  text: string
}

export type ReceiptDetail = ReceiptRow & {
  /** Base64 of the received bytes. */
  raw: string
  rawBytes: number
  /** Headers in received order with their case; null where the transport has none. */
  headers: [name: string, value: string][] | null
  /** Method and request target of a push; null otherwise. */
  requestLine: string | null
  layers: BodyLayer[]
  /** Why the row could not be decoded; null where it was. */
  undecodedReason: Words | null
  /** Keys of the receipt that no document names, kept as received. */
  extra: Record<string, unknown>
}

/** What became of an id: a send's row is replaced by its receipt; ids are never given out twice. */
export type ReceiptFate = { kind: 'stored' | 'removed' | 'never' } | { kind: 'replaced'; by: ReceiptRow }

export type ReceiptPage = {
  rows: ReceiptRow[]
  /** Pass as `before` for the next older page, or to search on where a deadline came first; null at the end. */
  before: Seq | null
  /** True when the deadline came before the table's end: older matches may be missing. */
  partial: boolean
}

/** Rows changed since a cursor, oldest change first, at most 200. */
export type FeedItem = {
  /** Names the database; a cursor of another one means nothing here, and the reader starts afresh. */
  store: string
  rows: ReceiptRow[]
  /** Places of rows that match no longer or were removed; some may never have been told. */
  gone: Seq[]
  /** The reader's new cursor. */
  rev: Rev
  /** True when rows are a fresh start (newest first page), not a continuation. */
  reset: boolean
  /** True when more changes are waiting: the page was full. */
  more: boolean
  /** Of a fresh start: where the next older page begins; null at the end. */
  older: Seq | null
  /** Of a fresh start: a deadline ended the search, so older matches may be missing. */
  partial: boolean
}
