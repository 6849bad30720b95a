import { accountOperations } from './http/accountOperations.ts'
import type { MessageFaults } from './http/messageOperation.ts'
import { messageOperations } from './http/messageOperations.ts'
import type { Call, Operation } from './http/operation.ts'
import { queueOperations } from './http/queueOperations.ts'
import type { Part } from './part.ts'
import type { Queues } from './queue/queues.ts'
import type { Documents } from './state/documents.ts'

export type QueuePart = Part & {
  readonly operations: readonly Operation[]
  /** The same on the older protocol's paths. */
  readonly olderOperations: readonly Operation[]
}

export type QueuePartOptions = {
  readonly accountId: string
  readonly queues: Queues
  readonly strict: boolean
  readonly faults: MessageFaults | null
  readonly documents: Documents
  readonly addressFor: (call: Call) => string
}

export function createQueuePart({
  accountId,
  queues,
  strict,
  faults,
  documents,
  addressFor,
}: QueuePartOptions): QueuePart {
  const operationsAt = (root: '/queues' | ''): Operation[] => [
    ...messageOperations({ queues, root, faults }),
    ...queueOperations({ queues, strict, root, addressFor }),
  ]
  return {
    name: 'queues',
    operations: [...operationsAt('/queues'), ...accountOperations(accountId, documents)],
    olderOperations: operationsAt(''),
    state: () =>
      queues.all().map(queue => ({
        name: queue.name,
        ...queue.attributes,
        createTime: new Date(queue.createTime).toISOString(),
        lastModifyTime: new Date(queue.lastModifyTime).toISOString(),
        messages: queue.counts(),
        waitingReceivers: queue.waiting,
      })),
    reset: () => queues.clear(),
  }
}
