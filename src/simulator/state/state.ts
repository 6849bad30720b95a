import type { MessageRecord, QueueJournal, QueueRecord } from '../queue/journal.ts'
import type { Documents } from './documents.ts'

/** What an earlier process left of the queues. */
export type StoredQueues = {
  queues(): QueueRecord[]
  /** The highest id that a queue was ever given. */
  readonly lastQueueId: number
  /** A queue's messages, by rising number. */
  messages(queueId: number): Iterable<MessageRecord>
}

/** Where the simulator's state outlives its process. */
export type State = {
  readonly documents: Documents
  readonly journal: QueueJournal
  readonly stored: StoredQueues
  /** The latest simulated time that was written down; 0 for a new state. */
  readonly latestTime: number
  /** A promise that settles once all that has changed so far is on disk; null where nothing has. */
  commit(): Promise<void> | null
  close(): void
}
