import type { Instant } from '../../contract/brand.ts'
import type { ReceiptRow, SignatureSummary } from '../../contract/receipt.ts'
import type { Words } from '../../contract/words.ts'

/** A request that reached the endpoint, apart from the message it carries. */
export type IncomingAttempt = {
  peer: string | null
  truncated: boolean
  replayed: boolean
  /** The publisher's text, where it carries a topic's message. */
  topicMessage: string | null
  /** What it is, where it carries no message at all. */
  note: Words | null
  /** How it will be answered once it is durable; asked when it is written. */
  answer: () => { status: number | null; milliseconds: number; reason: Words }
}

/** What a transport handed over, before anybody looked into it. */
export type IncomingMessage = {
  via: ReceiptRow['via']
  account: string
  source: string
  /** The platform's name of what the queue carries; null where it isn't known. */
  messageType: string | null
  messageId: string | null
  requestId: string | null
  receivedAt: Instant
  raw: Uint8Array
  headers: readonly (readonly [name: string, value: string])[] | null
  requestLine: string | null
  signature: SignatureSummary | null
  /** Seen at the head of its queue and left there: not a delivery, and no change where it is already known. */
  peeked: boolean
  /** Of pushes only. */
  attempt?: IncomingAttempt
}

/** What one receipt of a message says, whatever its dialect. */
export type DecodedFields = Pick<
  ReceiptRow,
  | 'kind'
  | 'status'
  | 'phone'
  | 'errCode'
  | 'errMessage'
  | 'sendTime'
  | 'reportTime'
  | 'latencyMs'
  | 'bizId'
  | 'outId'
  | 'parts'
  | 'content'
  | 'destCode'
  | 'sequenceId'
  | 'carrier'
>

/** A message ready to be stored: at least one receipt, a single one of kind `unknown` where decoding failed. */
export type StorableMessage = IncomingMessage & {
  receipts: readonly DecodedFields[]
  /** The seq of the row that each receipt says again, where more than their ids tells. */
  repeats?: readonly (number | null)[]
  undecodedReason: Words | null
  /** What bare words search, folded to lower case; one for each receipt. */
  texts: readonly string[]
}

export type Written = {
  outcome: 'new' | 'redelivered' | 'known'
  /** Seqs of the message's rows. */
  seqs: readonly number[]
  /** Where one was recorded. */
  attempt: number | null
}
