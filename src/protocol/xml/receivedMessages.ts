import { Fields, readEach, readRoot } from './fields.ts'
import { type MessageProperties, messagePropertiesOf, messagePropertyFields } from './messageProperties.ts'
import { replyLimits, type XmlLimits } from './readXml.ts'
import { type Dialect, field, writeDocument } from './writeXml.ts'
import type { XmlElement } from './xmlElement.ts'
import { found, type Read } from './xmlProblem.ts'

/** A message as receive and peek give it. Times in milliseconds since 1970. */
export type ReceivedMessage = {
  readonly messageId: string | null
  /** Absent from a peek, like the next visible time. */
  readonly receiptHandle: string | null
  readonly body: string
  readonly bodyMd5: string | null
  readonly enqueueTime: number | null
  readonly nextVisibleTime: number | null
  readonly firstDequeueTime: number | null
  readonly dequeueCount: number | null
  readonly priority: number | null
  readonly properties: MessageProperties | null
}

export function writeReceivedMessage(message: ReceivedMessage, dialect: Dialect = 'mns'): string {
  return writeDocument('Message', messageFields(message), dialect)
}

export function writeReceivedMessages(messages: readonly ReceivedMessage[]): string {
  let content = ''
  for (const message of messages) content += `<Message>${messageFields(message)}</Message>`
  return writeDocument('Messages', content)
}

/** One message or several, whichever the reply holds. Only a message without a body is no message. */
export function readReceivedMessages(
  input: Uint8Array | string,
  limits: XmlLimits = replyLimits,
): Read<ReceivedMessage[]> {
  const root = readRoot(input, ['Message', 'Messages'], limits)
  if (!root.ok) return root
  if (root.value.name === 'Messages') return readEach(root.value, 'Message', readMessage)
  const message = readMessage(root.value)
  return message.ok ? found([message.value]) : message
}

function messageFields(message: ReceivedMessage): string {
  return (
    field('MessageId', message.messageId) +
    field('ReceiptHandle', message.receiptHandle) +
    field('MessageBodyMD5', message.bodyMd5) +
    field('MessageBody', message.body) +
    field('EnqueueTime', message.enqueueTime) +
    field('NextVisibleTime', message.nextVisibleTime) +
    field('FirstDequeueTime', message.firstDequeueTime) +
    field('DequeueCount', message.dequeueCount) +
    field('Priority', message.priority) +
    messagePropertyFields(message.properties)
  )
}

function readMessage(element: XmlElement): Read<ReceivedMessage> {
  const fields = new Fields(element)
  return fields.result({
    messageId: fields.text('MessageId'),
    receiptHandle: fields.text('ReceiptHandle'),
    body: fields.requiredRawText('MessageBody'),
    bodyMd5: fields.text('MessageBodyMD5'),
    enqueueTime: fields.lenientInteger('EnqueueTime'),
    nextVisibleTime: fields.lenientInteger('NextVisibleTime'),
    firstDequeueTime: fields.lenientInteger('FirstDequeueTime'),
    dequeueCount: fields.lenientInteger('DequeueCount'),
    priority: fields.lenientInteger('Priority'),
    properties: messagePropertiesOf(element),
  })
}
