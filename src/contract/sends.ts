import type { ReceiptId } from './brand.ts'

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

export type SendCalls = {
  /**
   * A send log as CSV with a head, or one JSON object a line; columns are known by their usual names. A send without a
   * receipt becomes a pending row until its receipt comes; one that is known already is only read.
   */
  'sends.import': { input: { text: string }; output: { read: number; added: number } }
  /** What its sender said of the text that a row is about; null where nobody did. */
  'sends.of': { input: { id: ReceiptId }; output: Send | null }
}
