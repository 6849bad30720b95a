import { readBatchDeleteErrors, writeBatchDeleteRequest } from '../../protocol/xml/batchDelete.ts'
import { type QueueAttributes, readQueueAttributes } from '../../protocol/xml/queueAttributes.ts'
import { type ReceivedMessage, readReceivedMessages } from '../../protocol/xml/receivedMessages.ts'
import { readVisibilityReply } from '../../protocol/xml/visibilityReply.ts'
import { explainXmlProblem, type Read } from '../../protocol/xml/xmlProblem.ts'
import type { DeleteFailure, Lease, LeasedMessage } from './lease.ts'
import type { MnsResult } from './mnsResult.ts'
import { type Connection, type Reply, sendSigned } from './sendSigned.ts'

export type MnsClient = ReturnType<typeof createMnsClient>
export type ReceivedBatch = { messages: LeasedMessage[]; requestId: string | null }

/** The most messages one call may name. */
export const batchSize = 16

/** The queue operations a monitor needs. An empty queue is an empty list, not an error. */
export function createMnsClient(connection: Connection) {
  const path = (queue: string) => `/queues/${encodeURIComponent(queue)}`

  const read = <T>(result: MnsResult<Reply>, parse: (body: string) => Read<T>): MnsResult<T> => {
    if (!result.ok) return result
    const { status, body, requestId } = result.value
    const parsed = parse(body)
    if (parsed.ok) return { ok: true, value: parsed.value }
    const message = explainXmlProblem(parsed.problem)
    return { ok: false, failure: { kind: 'unreadable', status, message, requestId } }
  }

  const readBatch = (result: MnsResult<Reply>): MnsResult<ReceivedBatch> => {
    if (!result.ok) return result
    const { status, requestId } = result.value
    if (status === 404) return { ok: true, value: { messages: [], requestId } }
    const messages = read(result, readReceivedMessages)
    return messages.ok ? { ok: true, value: { messages: messages.value.map(toLeased), requestId } } : messages
  }

  return {
    async receive(
      queue: string,
      options: { waitSeconds: number; signal: AbortSignal },
    ): Promise<MnsResult<ReceivedBatch>> {
      const { waitSeconds, signal } = options
      const target = `${path(queue)}/messages?numOfMessages=${batchSize}&waitseconds=${waitSeconds}`
      const request = { method: 'GET', target, body: null, waitSeconds, signal }
      return readBatch(await sendSigned(connection, request, ['MessageNotExist']))
    },

    async peek(queue: string, signal: AbortSignal): Promise<MnsResult<ReceivedBatch>> {
      const target = `${path(queue)}/messages?peekonly=true&numOfMessages=${batchSize}`
      return readBatch(
        await sendSigned(connection, { method: 'GET', target, body: null, signal }, ['MessageNotExist']),
      )
    },

    /** The answer names what could not be deleted; the rest is. */
    async deleteAll(queue: string, leases: readonly Lease[]): Promise<MnsResult<DeleteFailure[]>> {
      const request = {
        method: 'DELETE',
        target: `${path(queue)}/messages`,
        body: writeBatchDeleteRequest(leases),
      }
      const result = await sendSigned(connection, request, ['Errors'])
      if (!result.ok || result.value.status < 400) return result.ok ? { ok: true, value: [] } : result
      return read(result, body => {
        const errors = readBatchDeleteErrors(body)
        if (!errors.ok) return errors
        const value = errors.value.map(({ errorCode, errorMessage, receiptHandle }) => ({
          lease: receiptHandle as Lease,
          code: errorCode,
          message: errorMessage,
        }))
        return { ok: true, value }
      })
    },

    /** Hides the message for longer; the old lease is spent. */
    async extend(
      queue: string,
      lease: Lease,
      seconds: number,
    ): Promise<MnsResult<{ lease: Lease; leasedUntil: number | null }>> {
      const target = `${path(queue)}/messages?receiptHandle=${lease}&visibilityTimeout=${seconds}`
      const result = await sendSigned(connection, { method: 'PUT', target, body: null })
      return read(result, body => {
        const reply = readVisibilityReply(body)
        if (!reply.ok) return reply
        const { receiptHandle, nextVisibleTime } = reply.value
        return { ok: true, value: { lease: receiptHandle as Lease, leasedUntil: nextVisibleTime } }
      })
    },

    async attributes(queue: string, signal: AbortSignal): Promise<MnsResult<QueueAttributes>> {
      const request = { method: 'GET', target: path(queue), body: null, signal }
      return read(await sendSigned(connection, request), readQueueAttributes)
    },
  }
}

function toLeased(message: ReceivedMessage): LeasedMessage {
  return {
    messageId: message.messageId,
    lease: message.receiptHandle as Lease | null,
    body: message.body,
    enqueuedAt: message.enqueueTime,
    leasedUntil: message.nextVisibleTime,
    dequeueCount: message.dequeueCount,
  }
}
