import type { Brand } from '../../contract/brand.ts'

/** The right to delete or hide one received message for a while; the wire calls it ReceiptHandle. */
export type Lease = Brand<string, 'Lease'>

export type LeasedMessage = {
  messageId: string | null
  /** Null where the message was only peeked at. */
  lease: Lease | null
  body: string
  enqueuedAt: number | null
  /** When the message comes back to the others. */
  leasedUntil: number | null
  dequeueCount: number | null
}

export type DeleteFailure = { lease: Lease; code: string; message: string }
