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
}

export type MessageRecord = Omit<StoredMessage, 'slot' | 'state'> & {
  readonly delayed: boolean
  readonly copyOf: string | null
}

/** Told of every change in the order it happens; what must be durable before an answer awaits its commit. */
export type QueueJournal = {
  queueChanged(queue: QueueRecord): void
  queueRemoved(id: number): void
  messageChanged(queueId: number, message: StoredMessage, copyOf: string | null): void
  messageRemoved(queueId: number, order: number): void
}
