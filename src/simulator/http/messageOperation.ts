import type { Queues } from '../queue/queues.ts'

/** Answers spoiled on purpose; asked once for each message. */
export type MessageFaults = {
  /** The answer's digest is not the body's. */
  wrongDigest(): boolean
  /** An item of a batch fails although nothing is wrong with it. */
  itemFails(): boolean
}

export type MessageOperationOptions = {
  readonly queues: Queues
  /** `/queues` in the current protocol, nothing in the older one, which knows no batches. */
  readonly root: '/queues' | ''
  readonly faults: MessageFaults | null
}
