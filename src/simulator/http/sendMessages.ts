import { messageMd5 } from '../../protocol/messageMd5.ts'
import { type SendOutcome, writeBatchSendReply, writeSendReply } from '../../protocol/xml/sendReply.ts'
import { type OutgoingMessage, readSendRequest } from '../../protocol/xml/sendRequest.ts'
import {
  attributeLimits,
  largestBatch,
  priorityLimits,
  outOfRange as rangeProblem,
} from '../queue/attributes.ts'
import type { Queue } from '../queue/queue.ts'
import { dialectOf } from './dialect.ts'
import { errorEntry } from './errorEntry.ts'
import type { MessageOperationOptions } from './messageOperation.ts'
import { type Operation, type Refusal, type Reply, refuse, type SignedCall } from './operation.ts'
import { outOfRange, xmlRefusal } from './refusals.ts'
import { whoCalls } from './whoCalls.ts'

/** `SendMessage` and `BatchSendMessage`: one address, told apart by the body's root. */
export function sendOperations({ queues, root, faults }: MessageOperationOptions): Operation[] {
  const path = `${root}/:queue/messages`
  const digestOf = (body: string) => messageMd5(faults?.wrongDigest() ? `${body} ` : body)

  const send = (call: SignedCall): Reply | Refusal => {
    const queue = queues.get(call.parameters.queue ?? '')
    if (queue === undefined) return refuse('QueueNotExist')
    const read = readSendRequest(call.body)
    if (!read.ok) return xmlRefusal(read.problem)
    const { batch, messages } = read.value
    const [only] = messages
    if (!batch) return only === undefined ? refuse('MalformedXML') : sendOne(queue, only, call)
    return root === '' ? refuse('InvalidArgument', noBatches) : sendBatch(queue, messages, call)
  }

  const sendOne = (queue: Queue, message: OutgoingMessage, call: SignedCall): Reply | Refusal => {
    const problem = messageProblem(queue, message)
    if (problem !== null) return problem
    const [sent] = queue.send([message], whoCalls(call))
    if (sent === undefined) return refuse('InternalError')
    const outcome = accepted(sent.messageId, sent.lease, message)
    return { status: 201, body: writeSendReply(outcome, dialectOf(call).xml) }
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
    const good = messages.filter((_, at) => problems[at] === null)
    const [first] = problems
    if (good.length === 0 && first) return first
    const sent = queue.send(good, whoCalls(call)).values()
    const outcomes = messages.map((message, at): SendOutcome => {
      const refused = problems[at]
      if (refused) return { ok: false, ...itemError(refused) }
      const { messageId = '', lease = null } = sent.next().value ?? {}
      return accepted(messageId, lease, message)
    })
    return { status: good.length === messages.length ? 201 : 500, body: writeBatchSendReply(outcomes) }
  }

  const accepted = (messageId: string, lease: string | null, { body }: OutgoingMessage) =>
    ({ ok: true, messageId, bodyMd5: digestOf(body), receiptHandle: lease }) as const

  return [
    { name: 'BatchSendMessage', method: 'POST', path, fits: isBatch, handle: send },
    { name: 'SendMessage', method: 'POST', path, handle: send },
  ]
}

const tooLong = 'The length of message should not be larger than MaximumMessageSize.'
const noBatches =
  'The XML you provided did not validate against our published schema, cause by Element Messages: this protocol knows no batches.'

/** Enough to name the operation; the body is read in earnest once the signature is accepted. */
function isBatch(call: { body: Uint8Array }): boolean {
  return /<(?:\w+:)?Messages[\s>/]/.test(Buffer.from(call.body.subarray(0, 256)).toString('latin1'))
}

function messageProblem(queue: Queue, { delaySeconds, priority, body }: OutgoingMessage): Refusal | null {
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
