import type { Instant } from '../../contract/brand.ts'
import type { BrowsedMessage, QueueInfo, QueueSettings, SendOutcome } from '../../contract/queues.ts'
import type { Words } from '../../contract/words.ts'
import { readBatchDeleteErrors, writeBatchDeleteRequest } from '../../protocol/xml/batchDelete.ts'
import {
  type QueueAttributes,
  readQueueAttributes,
  writeQueueSettings,
} from '../../protocol/xml/queueAttributes.ts'
import { readQueueList } from '../../protocol/xml/queueList.ts'
import { type ReceivedMessage, readReceivedMessages } from '../../protocol/xml/receivedMessages.ts'
import { readSendReply } from '../../protocol/xml/sendReply.ts'
import { writeBatchSendRequest, writeSendRequest } from '../../protocol/xml/sendRequest.ts'
import { readVisibilityReply } from '../../protocol/xml/visibilityReply.ts'
import { type Operator, parseReply } from './createOperator.ts'
import { decodeBase64Text } from './decodeBase64Text.ts'
import { type MnsResult, sayRefusal } from './mnsResult.ts'
import { mapResult, nameInUrl, pageHeaders, secondsToInstant } from './operationParts.ts'

const pathOf = (queue: string) => `/queues/${encodeURIComponent(queue)}`
const messagesOf = (queue: string) => `${pathOf(queue)}/messages`

export async function listQueues(
  operator: Operator,
  prefix: string,
  marker: string | null,
): Promise<MnsResult<{ queues: QueueInfo[]; next: string | null }>> {
  const request = { method: 'GET', target: '/queues', headers: pageHeaders(prefix, marker), body: null }
  return mapResult(await operator.read(request, readQueueList), ({ queues, nextMarker }) => ({
    queues: queues.map(({ url, attributes }) => toQueueInfo(nameInUrl(url), attributes)),
    next: nextMarker,
  }))
}

export async function getQueue(operator: Operator, queue: string): Promise<MnsResult<QueueInfo>> {
  const request = { method: 'GET', target: pathOf(queue), body: null }
  return mapResult(await operator.read(request, readQueueAttributes), attributes =>
    toQueueInfo(queue, attributes),
  )
}

export function saveQueue(
  operator: Operator,
  queue: string,
  isNew: boolean,
  settings: QueueSettings,
): Promise<MnsResult<null>> {
  const target = isNew ? pathOf(queue) : `${pathOf(queue)}?metaoverride=true`
  return operator.order({ method: 'PUT', target, body: writeQueueSettings(settings) })
}

export function deleteQueue(operator: Operator, queue: string): Promise<MnsResult<null>> {
  return operator.order({ method: 'DELETE', target: pathOf(queue), body: null })
}

export async function sendMessages(
  operator: Operator,
  queue: string,
  messages: readonly { body: string; delaySeconds: number | null; priority: number | null }[],
): Promise<MnsResult<SendOutcome[]>> {
  const outgoing = messages.map(message => ({ ...message, properties: null }))
  const [only] = outgoing
  const body =
    outgoing.length === 1 && only !== undefined ? writeSendRequest(only) : writeBatchSendRequest(outgoing)
  const result = await operator.ask({ method: 'POST', target: messagesOf(queue), body }, ['Errors'])
  if (!result.ok) return result
  return mapResult(parseReply(result.value, readSendReply), outcomes =>
    outcomes.map(outcome =>
      outcome.ok
        ? { ok: true, messageId: outcome.messageId, bodyMd5: outcome.bodyMd5 }
        : {
            ok: false,
            code: outcome.errorCode,
            message: sayRefusal({ code: outcome.errorCode, message: outcome.errorMessage }),
          },
    ),
  )
}

export async function readMessages(
  operator: Operator,
  queue: string,
  { how, count, waitSeconds }: { how: 'peek' | 'receive'; count: number; waitSeconds: number },
): Promise<MnsResult<BrowsedMessage[]>> {
  const parameters = how === 'peek' ? ['peekonly=true'] : [`waitseconds=${waitSeconds}`]
  if (count > 1) parameters.push(`numOfMessages=${count}`)
  const target = `${messagesOf(queue)}?${parameters.join('&')}`
  const request = { method: 'GET', target, body: null, waitSeconds: how === 'peek' ? 0 : waitSeconds }
  const result = await operator.ask(request, ['MessageNotExist'])
  if (!result.ok) return result
  if (result.value.status === 404) return { ok: true, value: [] }
  return mapResult(parseReply(result.value, readReceivedMessages), messages => messages.map(toBrowsed))
}

export async function hideMessage(
  operator: Operator,
  queue: string,
  lease: string,
  seconds: number,
): Promise<MnsResult<Pick<BrowsedMessage, 'lease' | 'leasedUntil'>>> {
  const query = `receiptHandle=${encodeURIComponent(lease)}&visibilityTimeout=${seconds}`
  const request = { method: 'PUT', target: `${messagesOf(queue)}?${query}`, body: null }
  return mapResult(
    await operator.read(request, readVisibilityReply),
    ({ receiptHandle, nextVisibleTime }) => ({
      lease: receiptHandle,
      leasedUntil: nextVisibleTime as Instant | null,
    }),
  )
}

/** Answers with what could not be deleted. */
export async function deleteMessages(
  operator: Operator,
  queue: string,
  leases: readonly string[],
): Promise<MnsResult<{ lease: string; code: string; message: Words }[]>> {
  const [only] = leases
  if (leases.length === 1 && only !== undefined) {
    const target = `${messagesOf(queue)}?ReceiptHandle=${encodeURIComponent(only)}`
    return mapResult(await operator.order({ method: 'DELETE', target, body: null }), () => [])
  }
  const body = writeBatchDeleteRequest(leases)
  const result = await operator.ask({ method: 'DELETE', target: messagesOf(queue), body }, ['Errors'])
  if (!result.ok) return result
  if (result.value.status < 400) return { ok: true, value: [] }
  return mapResult(parseReply(result.value, readBatchDeleteErrors), errors =>
    errors.map(({ receiptHandle, errorCode, errorMessage }) => ({
      lease: receiptHandle,
      code: errorCode,
      message: sayRefusal({ code: errorCode, message: errorMessage }),
    })),
  )
}

function toQueueInfo(name: string, attributes: QueueAttributes | null): QueueInfo {
  return {
    name,
    delaySeconds: attributes?.delaySeconds ?? null,
    maximumMessageSize: attributes?.maximumMessageSize ?? null,
    messageRetentionPeriod: attributes?.messageRetentionPeriod ?? null,
    visibilityTimeout: attributes?.visibilityTimeout ?? null,
    pollingWaitSeconds: attributes?.pollingWaitSeconds ?? null,
    loggingEnabled: attributes?.loggingEnabled ?? null,
    createdAt: secondsToInstant(attributes?.createTime),
    changedAt: secondsToInstant(attributes?.lastModifyTime),
    active: attributes?.activeMessages ?? null,
    inactive: attributes?.inactiveMessages ?? null,
    delayed: attributes?.delayMessages ?? null,
  }
}

function toBrowsed(message: ReceivedMessage): BrowsedMessage {
  return {
    messageId: message.messageId,
    lease: message.receiptHandle,
    body: message.body,
    decoded: decodeBase64Text(message.body),
    enqueuedAt: message.enqueueTime as Instant | null,
    firstReceivedAt: message.dequeueCount === 0 ? null : (message.firstDequeueTime as Instant | null),
    leasedUntil: message.nextVisibleTime as Instant | null,
    dequeueCount: message.dequeueCount,
    priority: message.priority,
  }
}
