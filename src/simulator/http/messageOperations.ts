import type { MessageOperationOptions } from './messageOperation.ts'
import type { Operation } from './operation.ts'
import { receiveOperations } from './receiveMessages.ts'
import { sendOperations } from './sendMessages.ts'
import { settleOperations } from './settleMessages.ts'

/** Operations on the messages of a queue. */
export function messageOperations(options: MessageOperationOptions): Operation[] {
  return [...sendOperations(options), ...receiveOperations(options), ...settleOperations(options)]
}
