import type { Send } from '../../contract/sends.ts'
import type { Words } from '../../contract/words.ts'
import type { DecodedFields, IncomingMessage } from './incoming.ts'

/** A body that comes back from a file, with those of its receipts that the file has. */
export type RestorableBody = Omit<IncomingMessage, 'peeked'> & {
  undecodedReason: Words | null
  rows: readonly RestorableRow[]
  /** Of a log of sends: it needs a row only while nothing else is known of it. */
  send?: Send
}

export type RestorableRow = {
  /** Its seq where it comes from; kept where it was never given out here. */
  seq: number | null
  item: number
  fields: DecodedFields
  /** What bare words search, folded to lower case. */
  text: string
  deliveries: number
  pinned: boolean
  note: string | null
}
