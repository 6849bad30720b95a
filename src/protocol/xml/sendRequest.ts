import { Fields, readEach, readRoot } from './fields.ts'
import { type MessageProperties, messagePropertiesOf, messagePropertyFields } from './messageProperties.ts'
import { requestLimits, type XmlLimits } from './readXml.ts'
import { type Dialect, field, writeDocument } from './writeXml.ts'
import { childOf, type XmlElement } from './xmlElement.ts'
import { found, type Read, schemaProblem } from './xmlProblem.ts'

export type OutgoingMessage = {
  readonly body: string
  readonly delaySeconds: number | null
  readonly priority: number | null
  readonly properties: MessageProperties | null
}

/** One message or a batch: both are posted to the same address, and the root element tells. */
export type SendRequest = {
  readonly batch: boolean
  readonly messages: readonly OutgoingMessage[]
  /** True where a body came without the escaping XML asks for and was taken as it stood. */
  readonly unescaped: boolean
}

export function writeSendRequest(message: OutgoingMessage, dialect: Dialect = 'mns'): string {
  return writeDocument('Message', messageFields(message), dialect)
}

export function writeBatchSendRequest(messages: readonly OutgoingMessage[]): string {
  let content = ''
  for (const message of messages) content += `<Message>${messageFields(message)}</Message>`
  return writeDocument('Messages', content)
}

export function readSendRequest(
  input: Uint8Array | string,
  limits: XmlLimits = requestLimits,
): Read<SendRequest> {
  const root = readRoot(input, ['Message', 'Messages'], limits)
  if (!root.ok) return root
  if (root.value.name === 'Message') {
    const message = readMessage(root.value)
    if (!message.ok) return message
    return found({ batch: false, messages: [message.value], unescaped: isUnescaped(root.value) })
  }
  const messages = readEach(root.value, 'Message', readMessage)
  if (!messages.ok) return messages
  if (messages.value.length === 0) return schemaProblem('Messages', '<Message> inside <Messages>', 'none')
  return found({ batch: true, messages: messages.value, unescaped: root.value.children.some(isUnescaped) })
}

function messageFields(message: OutgoingMessage): string {
  return (
    field('MessageBody', message.body) +
    field('DelaySeconds', message.delaySeconds) +
    field('Priority', message.priority) +
    messagePropertyFields(message.properties)
  )
}

function readMessage(element: XmlElement): Read<OutgoingMessage> {
  const fields = new Fields(element)
  return fields.result({
    body: fields.requiredRawText('MessageBody'),
    delaySeconds: fields.integer('DelaySeconds'),
    priority: fields.integer('Priority'),
    properties: messagePropertiesOf(element),
  })
}

function isUnescaped(message: XmlElement): boolean {
  return childOf(message, 'MessageBody')?.literal ?? false
}
