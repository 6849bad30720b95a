import type { Instant, ReceiptId } from './brand.ts'
import type { Words } from './words.ts'

/** One text as its sender knows it. */
export type Send = {
  phone: string
  bizId: string | null
  outId: string | null
  sendTime: number | null
  templateCode: string | null
  signName: string | null
  content: string | null
}

/** What a receipt is known by as the one of a send: the service's id, or where the log has none, number and own id, or number and time. */
export type SendTie = 'bizId' | 'outId' | 'time'

/** `tiedBy` is null on the row that still stands for the send. */
export type KnownSend = Send & { account: string | null; tiedBy: SendTie | null }

export type SendLogPreview = {
  /** Receipts that this program exported, which name what they are themselves. */
  isExport: boolean
  /** As the log names them, with what each is taken for. */
  columns: { name: string; field: keyof Send | null }[]
  /** What no column was found for, without which it is no log: the number, or an id or time of the send. */
  missing: ('phone' | 'when')[]
  /** The first few as they would be read. */
  sends: Send[]
  /** Why one of the first few can't be. */
  unreadable: Words | null
}

export type UnreportedSend = { phone: string; sendTime: Instant; bizId: string | null }

export type SendCalls = {
  /** How a log would be read, from its beginning. */
  'sends.preview': { input: { text: string }; output: SendLogPreview }
  /** Sends of the last thirty days without a receipt so long after them, oldest first; all are counted, some named. */
  'sends.unreported': {
    input: { afterMs: number; limit: number }
    output: { count: number; sends: UnreportedSend[]; partial: boolean }
  }
  /**
   * A send log as CSV with a head, or one JSON object a line; columns are known by their usual names. A send without a
   * receipt becomes a pending row until its receipt comes; one that is known already is only read. `account` is the name of
   * the one that sent them: its daily sums count them.
   */
  'sends.import': {
    input: { text: string; account?: string | null }
    output: { read: number; added: number }
  }
  /** What its sender said of the text that a row is about; null where nobody did. */
  'sends.of': { input: { id: ReceiptId }; output: KnownSend | null }
}
