import { messageMd5 } from '../../protocol/messageMd5.ts'
import { readBatchDeleteRequest, writeBatchDeleteErrors } from '../../protocol/xml/batchDelete.ts'
import { writeReceivedMessage, writeReceivedMessages } from '../../protocol/xml/receivedMessages.ts'
import { type SendOutcome, writeBatchSendReply, writeSendReply } from '../../protocol/xml/sendReply.ts'
import { type OutgoingMessage, readSendRequest } from '../../protocol/xml/sendRequest.ts'
import { writeVisibilityReply } from '../../protocol/xml/visibilityReply.ts'
import {
  attributeLimits,
  largestBatch,
  priorityLimits,
  outOfRange as rangeProblem,
} from '../queue/attributes.ts'
import type { PeekedMessage, ReceivedMessage } from '../queue/message.ts'
import type { NewMessage, Queue } from '../queue/queue.ts'
import type { Queues } from '../queue/queues.ts'
import { dialectOf } from './dialect.ts'
import { errorEntry } from './errorEntry.ts'
import { type Operation, type Refusal, type Reply, refuse, type SignedCall } from './operation.ts'
import { integerItem, outOfRange, xmlRefusal } from './refusals.ts'

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

/** Operations on the messages of a queue. */
export function messageOperations(options: MessageOperationOptions): Operation[] {
  const { root, faults } = options
  const path = `${root}/:queue/messages`
  const older = root === ''
  const digestOf = (body: string) => messageMd5(faults?.wrongDigest() ? `${body} ` : body)
  const queueOf = (call: SignedCall) => options.queues.get(call.parameters.queue ?? '')

  const send = (call: SignedCall): Reply | Refusal => {
    const queue = queueOf(call)
    if (queue === undefined) return refuse('QueueNotExist')
    const read = readSendRequest(call.body)
    if (!read.ok) return xmlRefusal(read.problem)
    const { batch, messages } = read.value
    if (batch && older) return refuse('InvalidArgument', schemaProblem('Messages'))
    return batch ? sendBatch(queue, messages, call) : sendOne(queue, messages[0], call)
  }

  const sendOne = (queue: Queue, message: OutgoingMessage | undefined, call: SignedCall): Reply | Refusal => {
    if (message === undefined) return refuse('MalformedXML')
    const problem = messageProblem(queue, message)
    if (problem !== null) return problem
    const [sent] = queue.send([newMessage(message)], call.caller)
    if (sent === undefined) return refuse('InternalError')
    const answer = {
      ok: true,
      messageId: sent.messageId,
      bodyMd5: digestOf(message.body),
      receiptHandle: sent.lease,
    } as const
    return { status: 201, body: writeSendReply(answer, dialectOf(call).xml) }
  }

  const sendBatch = (
    queue: Queue,
    messages: readonly OutgoingMessage[],
    call: SignedCall,
  ): Reply | Refusal => {
    const problem = batchProblem(messages)
    if (problem !== null) return problem
    const problems = messages.map(
      message => messageProblem(queue, message) ?? (faults?.itemFails() ? refuse('InternalError') : null),
    )
    const first = problems[0]
    if (first && problems.every(found => found !== null)) return first
    const accepted = messages.filter((_, at) => problems[at] === null)
    const sent = queue.send(accepted.map(newMessage), call.caller).values()
    const outcomes = messages.map((message, at): SendOutcome => {
      const refused = problems[at]
      if (refused) return { ok: false, ...itemError(refused) }
      const answer = sent.next().value
      const messageId = answer?.messageId ?? ''
      return { ok: true, messageId, bodyMd5: digestOf(message.body), receiptHandle: answer?.lease ?? null }
    })
    const whole = accepted.length === messages.length
    return { status: whole ? 201 : 500, body: writeBatchSendReply(outcomes) }
  }

  const receive = (call: SignedCall): Reply | Refusal | Promise<Reply | Refusal> => {
    const queue = queueOf(call)
    if (queue === undefined) return refuse('QueueNotExist')
    const count = messageCount(call)
    if (typeof count === 'object') return count
    const seconds = integerItem(call.query.get('waitseconds'), 'waitseconds', 0, 30)
    if (typeof seconds === 'object') return seconds
    const wait = (seconds ?? queue.attributes.pollingWaitSeconds) * 1000
    const write = (messages: ReceivedMessage[] | null): Reply | Refusal => {
      if (messages === null) return refuse('QueueNotExist')
      if (messages.length === 0) return refuse('MessageNotExist')
      return { status: 200, body: writeMessages(messages, count !== undefined, call) }
    }
    let answer: Reply | Refusal | null = null
    let settle = (found: Reply | Refusal) => {
      answer = found
    }
    const withdraw = queue.receive(count ?? 1, wait, messages => settle(write(messages)), call.caller)
    if (answer !== null) return answer
    return new Promise(resolve => {
      settle = resolve
      call.gone.addEventListener('abort', () => {
        withdraw()
        resolve(refuse('MessageNotExist'))
      })
      if (call.gone.aborted) withdraw()
    })
  }

  const peek = (call: SignedCall): Reply | Refusal => {
    const queue = queueOf(call)
    if (queue === undefined) return refuse('QueueNotExist')
    const count = messageCount(call)
    if (typeof count === 'object') return count
    const messages = queue.peek(count ?? 1)
    if (messages.length === 0) return refuse('MessageNotExist')
    return { status: 200, body: writeMessages(messages, count !== undefined, call) }
  }

  const writeMessages = (
    messages: readonly (PeekedMessage | ReceivedMessage)[],
    batch: boolean,
    call: SignedCall,
  ): string => {
    const shapes = messages.map(message => ({
      messageId: message.messageId,
      receiptHandle: 'lease' in message ? message.lease : null,
      body: message.body,
      bodyMd5: digestOf(message.body),
      enqueueTime: message.enqueueTime,
      nextVisibleTime: 'nextVisibleTime' in message ? message.nextVisibleTime : null,
      firstDequeueTime: message.firstDequeueTime,
      dequeueCount: message.dequeueCount,
      priority: message.priority,
    }))
    const [first] = shapes
    if (batch || first === undefined) return writeReceivedMessages(shapes)
    return writeReceivedMessage(first, dialectOf(call).xml)
  }

  /** Without a query number one message is meant; the older protocol knows no number. */
  const messageCount = (call: SignedCall) =>
    older ? undefined : integerItem(call.query.get('numOfMessages'), 'numOfMessages', 1, largestBatch)

  const deleteMessages = (call: SignedCall): Reply | Refusal => {
    const queue = queueOf(call)
    if (queue === undefined) return refuse('QueueNotExist')
    const lease = call.query.get('ReceiptHandle')
    if (lease !== undefined) return deleteOne(queue, lease, call)
    if (older || call.body.length === 0) return refuse('MissingReceiptHandle')
    const read = readBatchDeleteRequest(call.body)
    if (!read.ok) return xmlRefusal(read.problem)
    const leases = read.value
    if (leases.length > largestBatch) {
      return outOfRange({ element: 'ReceiptHandles', low: 1, high: largestBatch })
    }
    const missing = leases.filter(item => faults?.itemFails() || queue.delete(item, call.caller) !== null)
    if (missing.length === 0) return { status: 204 }
    const { code, message } = errorEntry('MessageNotExist')
    const errors = missing.map(item => ({ errorCode: code, errorMessage: message, receiptHandle: item }))
    return { status: 404, body: writeBatchDeleteErrors(errors) }
  }

  const deleteOne = (queue: Queue, lease: string, call: SignedCall): Reply | Refusal => {
    if (lease === '') return refuse('MissingReceiptHandle')
    const problem = queue.delete(lease, call.caller)
    if (problem === null) return { status: 204 }
    return refuse(problem === 'malformed' ? 'ReceiptHandleError' : 'MessageNotExist')
  }

  const changeVisibility = (call: SignedCall): Reply | Refusal => {
    const queue = queueOf(call)
    if (queue === undefined) return refuse('QueueNotExist')
    const lease = call.query.get('ReceiptHandle')
    if (!lease) return refuse('MissingReceiptHandle')
    const text = call.query.get('VisibilityTimeout')
    if (!text) return refuse('MissingVisibilityTimeout')
    const { low, high } = attributeLimits.visibilityTimeout
    const seconds = integerItem(text, 'VisibilityTimeout', low, high)
    if (typeof seconds !== 'number') return seconds ?? refuse('MissingVisibilityTimeout')
    const outcome = queue.changeVisibility(lease, seconds, call.caller)
    if (outcome === 'malformed') return refuse('ReceiptHandleError')
    if (outcome === 'not-held') return refuse('MessageNotExist')
    const reply = { receiptHandle: outcome.lease, nextVisibleTime: outcome.nextVisibleTime }
    return { status: 200, body: writeVisibilityReply(reply, dialectOf(call).xml) }
  }

  const peeks = (call: { query: { get(name: string): string | undefined } }) =>
    call.query.get('peekonly')?.toLowerCase() === 'true'
  const counts = (call: { query: { has(name: string): boolean } }) =>
    !older && call.query.has('numOfMessages')
  const singles = (call: { query: { has(name: string): boolean } }) => call.query.has('ReceiptHandle')

  return [
    {
      name: 'BatchPeekMessage',
      method: 'GET',
      path,
      fits: call => peeks(call) && counts(call),
      handle: peek,
    },
    { name: 'PeekMessage', method: 'GET', path, fits: peeks, handle: peek },
    { name: 'BatchReceiveMessage', method: 'GET', path, fits: counts, handle: receive },
    { name: 'ReceiveMessage', method: 'GET', path, handle: receive },
    { name: 'BatchSendMessage', method: 'POST', path, fits: isBatch, handle: send },
    { name: 'SendMessage', method: 'POST', path, handle: send },
    { name: 'DeleteMessage', method: 'DELETE', path, fits: singles, handle: deleteMessages },
    { name: 'BatchDeleteMessage', method: 'DELETE', path, handle: deleteMessages },
    { name: 'ChangeMessageVisibility', method: 'PUT', path, handle: changeVisibility },
  ]
}

const latin1 = new TextDecoder('latin1')

/** Enough to name the operation; the body is read in earnest once the signature is accepted. */
function isBatch(call: { body: Uint8Array }): boolean {
  return /<(?:\w+:)?Messages[\s>/]/.test(latin1.decode(call.body.subarray(0, 256)))
}

function newMessage({ body, delaySeconds, priority }: OutgoingMessage): NewMessage {
  return {
    body,
    ...(delaySeconds === null ? {} : { delaySeconds }),
    ...(priority === null ? {} : { priority }),
  }
}

const schemaProblem = (element: string) =>
  `The XML you provided did not validate against our published schema, cause by Element ${element}.`
const tooLong = 'The length of message should not be larger than MaximumMessageSize.'

function messageProblem(queue: Queue, message: OutgoingMessage): Refusal | null {
  const { delaySeconds, priority, body } = message
  const wrong =
    rangeProblem('DelaySeconds', delaySeconds ?? undefined, attributeLimits.delaySeconds) ??
    rangeProblem('Priority', priority ?? undefined, priorityLimits)
  if (wrong !== null) return outOfRange(wrong)
  return Buffer.byteLength(body) > queue.attributes.maximumMessageSize
    ? refuse('InvalidArgument', tooLong)
    : null
}

function batchProblem(messages: readonly OutgoingMessage[]): Refusal | null {
  if (messages.length > largestBatch) return outOfRange({ element: 'Messages', low: 1, high: largestBatch })
  let size = 0
  for (const message of messages) size += Buffer.byteLength(message.body)
  return size > attributeLimits.maximumMessageSize.high ? refuse('InvalidArgument', tooLong) : null
}

function itemError(refusal: Refusal): { errorCode: string; errorMessage: string } {
  const entry = errorEntry(refusal.error)
  return { errorCode: entry.code, errorMessage: refusal.message ?? entry.message }
}
