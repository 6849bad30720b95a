import type { QueueAttributes } from './attributes.ts'
import type { StoredMessage } from './message.ts'

export type QueueRecord = {
  /** Tells a queue from an earlier one of the same name. */
  readonly id: number
  readonly name: string
  readonly attributes: QueueAttributes
  /** Milliseconds since 1970. */
  readonly createTime: number
  readonly lastModifyTime: number
  /** The highest numbers given to a message and to a lease: none is ever given twice. */
  readonly lastOrder: number
  readonly lastLease: number
}

/** What is kept of a message; the rest follows from it. */
export type MessageRecord = Omit<StoredMessage, 'slot' | 'state'> & {
  readonly delayed: boolean
  readonly copyOf: string | null
}

/**
 * Told of every change, in the order changes happen. A message may have changed again by the time it is written
 * down: what counts is how it is then.
 */
export type QueueJournal = {
  queueChanged(queue: QueueRecord): void
  queueRemoved(id: number): void
  messageAdded(queueId: number, message: StoredMessage, copyOf: string | null): void
  messageChanged(queueId: number, message: StoredMessage): void
  messageRemoved(queueId: number, message: StoredMessage): void
}
