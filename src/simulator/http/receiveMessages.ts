import { messageMd5 } from '../../protocol/messageMd5.ts'
import { writeReceivedMessage, writeReceivedMessages } from '../../protocol/xml/receivedMessages.ts'
import { largestBatch } from '../queue/attributes.ts'
import type { PeekedMessage, ReceivedMessage } from '../queue/message.ts'
import { dialectOf } from './dialect.ts'
import type { MessageOperationOptions } from './messageOperation.ts'
import { type Call, type Operation, type Refusal, type Reply, refuse, type SignedCall } from './operation.ts'
import { integerItem } from './refusals.ts'
import { whoCalls } from './whoCalls.ts'

/** `ReceiveMessage`, `PeekMessage` and their batches: one address, told apart by the query. */
export function receiveOperations({ queues, root, faults }: MessageOperationOptions): Operation[] {
  const path = `${root}/:queue/messages`
  const digestOf = (body: string) => messageMd5(faults?.wrongDigest() ? `${body} ` : body)
  const queueOf = (call: SignedCall) => queues.get(call.parameters.queue ?? '')
  /** The older protocol knows no batches, and its clients no number. */
  const counts = (call: Call) => root !== '' && call.query.has('numOfMessages')
  const countOf = (call: Call) =>
    counts(call) ? integerItem(call.query.get('numOfMessages'), 'numOfMessages', 1, largestBatch) : undefined

  const receive = (call: SignedCall): Reply | Refusal | Promise<Reply | Refusal> => {
    const queue = queueOf(call)
    if (queue === undefined) return refuse('QueueNotExist')
    const count = countOf(call)
    if (typeof count === 'object') return count
    const seconds = integerItem(call.query.get('waitseconds'), 'waitseconds', 0, 30)
    if (typeof seconds === 'object') return seconds

    let answer: Reply | Refusal | null = null
    let settle = (found: Reply | Refusal) => {
      answer = found
    }
    const done = (messages: ReceivedMessage[] | null) => settle(replyWith(messages, call))
    const wait = (seconds ?? queue.attributes.pollingWaitSeconds) * 1000
    const withdraw = queue.receive(count ?? 1, wait, done, whoCalls(call))
    if (answer !== null) return answer
    return new Promise(resolve => {
      settle = resolve
      const leave = () => {
        withdraw()
        resolve(refuse('MessageNotExist'))
      }
      if (call.gone.aborted) leave()
      else call.gone.addEventListener('abort', leave)
    })
  }

  const peek = (call: SignedCall): Reply | Refusal => {
    const queue = queueOf(call)
    if (queue === undefined) return refuse('QueueNotExist')
    const count = countOf(call)
    return typeof count === 'object' ? count : replyWith(queue.peek(count ?? 1), call)
  }

  const replyWith = (
    messages: readonly (PeekedMessage | ReceivedMessage)[] | null,
    call: SignedCall,
  ): Reply | Refusal => {
    if (messages === null) return refuse('QueueNotExist')
    const shapes = messages.map(shapeOf)
    const [first] = shapes
    if (first === undefined) return refuse('MessageNotExist')
    const body = counts(call)
      ? writeReceivedMessages(shapes)
      : writeReceivedMessage(first, dialectOf(call).xml)
    return { status: 200, body }
  }

  const shapeOf = (message: PeekedMessage | ReceivedMessage) => ({
    messageId: message.messageId,
    receiptHandle: 'lease' in message ? message.lease : null,
    body: message.body,
    properties: message.properties,
    bodyMd5: digestOf(message.body),
    enqueueTime: message.enqueueTime,
    nextVisibleTime: 'nextVisibleTime' in message ? message.nextVisibleTime : null,
    firstDequeueTime: message.firstDequeueTime,
    dequeueCount: message.dequeueCount,
    priority: message.priority,
  })

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
  ]
}

function peeks(call: Call): boolean {
  return call.query.get('peekonly')?.toLowerCase() === 'true'
}
