import { Fields, readRoot } from './fields.ts'
import { replyLimits, requestLimits, type XmlLimits } from './readXml.ts'
import { type Dialect, field, writeDocument } from './writeXml.ts'
import type { XmlElement } from './xmlElement.ts'
import { found, type Read } from './xmlProblem.ts'

/** What a create or set request may say; what it leaves out keeps its default or its value. Times in seconds. */
export type QueueSettings = {
  readonly delaySeconds: number | null
  readonly maximumMessageSize: number | null
  readonly messageRetentionPeriod: number | null
  readonly visibilityTimeout: number | null
  readonly pollingWaitSeconds: number | null
  readonly loggingEnabled: boolean | null
}

export const unsetQueueSettings: QueueSettings = {
  delaySeconds: null,
  maximumMessageSize: null,
  messageRetentionPeriod: null,
  visibilityTimeout: null,
  pollingWaitSeconds: null,
  loggingEnabled: null,
}

export function writeQueueSettings(settings: QueueSettings, dialect: Dialect = 'mns'): string {
  return writeDocument('Queue', settingFields(settings), dialect)
}

/** No body at all asks for the defaults. */
export function readQueueSettings(
  input: Uint8Array | string,
  limits: XmlLimits = requestLimits,
): Read<QueueSettings> {
  if (input.length === 0) return found(unsetQueueSettings)
  const root = readRoot(input, ['Queue'], limits)
  if (!root.ok) return root
  const fields = new Fields(root.value)
  return fields.result({
    delaySeconds: fields.integer('DelaySeconds'),
    maximumMessageSize: fields.integer('MaximumMessageSize'),
    messageRetentionPeriod: fields.integer('MessageRetentionPeriod'),
    visibilityTimeout: fields.integer('VisibilityTimeout'),
    pollingWaitSeconds: fields.integer('PollingWaitSeconds'),
    loggingEnabled: fields.boolean('LoggingEnabled'),
  })
}

/** What a queue says of itself. Times in seconds since 1970; counts are approximate. */
export type QueueAttributes = QueueSettings & {
  readonly queueName: string | null
  readonly createTime: number | null
  readonly lastModifyTime: number | null
  readonly activeMessages: number | null
  readonly inactiveMessages: number | null
  readonly delayMessages: number | null
}

export function writeQueueAttributes(attributes: QueueAttributes, dialect: Dialect = 'mns'): string {
  return writeDocument('Queue', queueAttributeFields(attributes), dialect)
}

export function readQueueAttributes(
  input: Uint8Array | string,
  limits: XmlLimits = replyLimits,
): Read<QueueAttributes> {
  const root = readRoot(input, ['Queue'], limits)
  return root.ok ? found(queueAttributesOf(root.value)) : root
}

export function queueAttributeFields(attributes: QueueAttributes): string {
  return (
    field('QueueName', attributes.queueName) +
    field('CreateTime', attributes.createTime) +
    field('LastModifyTime', attributes.lastModifyTime) +
    settingFields(attributes) +
    field('ActiveMessages', attributes.activeMessages) +
    field('InactiveMessages', attributes.inactiveMessages) +
    field('DelayMessages', attributes.delayMessages)
  )
}

export function queueAttributesOf(element: XmlElement): QueueAttributes {
  const fields = new Fields(element)
  return {
    queueName: fields.text('QueueName'),
    createTime: fields.lenientInteger('CreateTime'),
    lastModifyTime: fields.lenientInteger('LastModifyTime'),
    delaySeconds: fields.lenientInteger('DelaySeconds'),
    maximumMessageSize: fields.lenientInteger('MaximumMessageSize'),
    messageRetentionPeriod: fields.lenientInteger('MessageRetentionPeriod'),
    visibilityTimeout: fields.lenientInteger('VisibilityTimeout'),
    pollingWaitSeconds: fields.lenientInteger('PollingWaitSeconds'),
    loggingEnabled: fields.lenientBoolean('LoggingEnabled'),
    activeMessages: fields.lenientInteger('ActiveMessages'),
    inactiveMessages: fields.lenientInteger('InactiveMessages'),
    delayMessages: fields.lenientInteger('DelayMessages'),
  }
}

function settingFields(settings: QueueSettings): string {
  return (
    field('VisibilityTimeout', settings.visibilityTimeout) +
    field('MaximumMessageSize', settings.maximumMessageSize) +
    field('MessageRetentionPeriod', settings.messageRetentionPeriod) +
    field('DelaySeconds', settings.delaySeconds) +
    field('PollingWaitSeconds', settings.pollingWaitSeconds) +
    field('LoggingEnabled', settings.loggingEnabled)
  )
}
