import { readBatchDeleteRequest, writeBatchDeleteErrors } from '../../protocol/xml/batchDelete.ts'
import { writeVisibilityReply } from '../../protocol/xml/visibilityReply.ts'
import { attributeLimits, largestBatch } from '../queue/attributes.ts'
import type { Queue } from '../queue/queue.ts'
import { dialectOf } from './dialect.ts'
import { errorEntry } from './errorEntry.ts'
import type { MessageOperationOptions } from './messageOperation.ts'
import { type Call, type Operation, type Refusal, type Reply, refuse, type SignedCall } from './operation.ts'
import { integerItem, outOfRange, xmlRefusal } from './refusals.ts'
import { whoCalls } from './whoCalls.ts'

/** What a lease is for: `DeleteMessage`, `BatchDeleteMessage` and `ChangeMessageVisibility`. */
export function settleOperations({ queues, root, faults }: MessageOperationOptions): Operation[] {
  const path = `${root}/:queue/messages`
  const queueOf = (call: SignedCall) => queues.get(call.parameters.queue ?? '')

  const deleteOne = (call: SignedCall): Reply | Refusal => {
    const queue = queueOf(call)
    if (queue === undefined) return refuse('QueueNotExist')
    const lease = call.query.get('ReceiptHandle')
    if (!lease) return refuse('MissingReceiptHandle')
    const problem = queue.delete(lease, whoCalls(call))
    if (problem === null) return { status: 204 }
    return refuse(problem === 'malformed' ? 'ReceiptHandleError' : 'MessageNotExist')
  }

  const deleteBatch = (call: SignedCall): Reply | Refusal => {
    const queue = queueOf(call)
    if (queue === undefined) return refuse('QueueNotExist')
    if (root === '' || call.body.length === 0) return refuse('MissingReceiptHandle')
    const read = readBatchDeleteRequest(call.body)
    if (!read.ok) return xmlRefusal(read.problem)
    if (read.value.length > largestBatch) {
      return outOfRange({ element: 'ReceiptHandles', low: 1, high: largestBatch })
    }
    return answerBatch(failedLeases(queue, read.value, call))
  }

  const failedLeases = (queue: Queue, leases: readonly string[], call: SignedCall) =>
    leases.filter(lease => faults?.itemFails() || queue.delete(lease, whoCalls(call)) !== null)

  const changeVisibility = (call: SignedCall): Reply | Refusal => {
    const queue = queueOf(call)
    if (queue === undefined) return refuse('QueueNotExist')
    const lease = call.query.get('ReceiptHandle')
    if (!lease) return refuse('MissingReceiptHandle')
    const { low, high } = attributeLimits.visibilityTimeout
    const seconds = integerItem(
      call.query.get('VisibilityTimeout') || undefined,
      'VisibilityTimeout',
      low,
      high,
    )
    if (seconds === undefined) return refuse('MissingVisibilityTimeout')
    if (typeof seconds === 'object') return seconds
    const outcome = queue.changeVisibility(lease, seconds, whoCalls(call))
    if (outcome === 'malformed') return refuse('ReceiptHandleError')
    if (outcome === 'not-held') return refuse('MessageNotExist')
    const reply = { receiptHandle: outcome.lease, nextVisibleTime: outcome.nextVisibleTime }
    return { status: 200, body: writeVisibilityReply(reply, dialectOf(call).xml) }
  }

  return [
    { name: 'DeleteMessage', method: 'DELETE', path, fits: namesLease, handle: deleteOne },
    { name: 'BatchDeleteMessage', method: 'DELETE', path, handle: deleteBatch },
    { name: 'ChangeMessageVisibility', method: 'PUT', path, handle: changeVisibility },
  ]
}

function namesLease(call: Call): boolean {
  return call.query.has('ReceiptHandle')
}

/** Within a batch every lease that did not hold counts as a message that is not there, malformed ones too. */
function answerBatch(failed: readonly string[]): Reply {
  if (failed.length === 0) return { status: 204 }
  const { code, message } = errorEntry('MessageNotExist')
  const errors = failed.map(lease => ({ errorCode: code, errorMessage: message, receiptHandle: lease }))
  return { status: 404, body: writeBatchDeleteErrors(errors) }
}
