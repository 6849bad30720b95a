import { Fields, readRoot } from './fields.ts'
import { replyLimits, requestLimits, type XmlLimits } from './readXml.ts'
import { field, writeDocument } from './writeXml.ts'
import type { XmlElement } from './xmlElement.ts'
import { found, type Read } from './xmlProblem.ts'

/** What a create or set request may say; what it leaves out keeps its default or its value. */
export type TopicSettings = {
  readonly maximumMessageSize: number | null
  readonly loggingEnabled: boolean | null
}

const unsetTopicSettings: TopicSettings = { maximumMessageSize: null, loggingEnabled: null }

export function writeTopicSettings(settings: TopicSettings): string {
  return writeDocument('Topic', settingFields(settings))
}

/** No body at all asks for the defaults. */
export function readTopicSettings(
  input: Uint8Array | string,
  limits: XmlLimits = requestLimits,
): Read<TopicSettings> {
  if (input.length === 0) return found(unsetTopicSettings)
  const root = readRoot(input, ['Topic'], limits)
  if (!root.ok) return root
  const fields = new Fields(root.value)
  return fields.result({
    maximumMessageSize: fields.integer('MaximumMessageSize'),
    loggingEnabled: fields.boolean('LoggingEnabled'),
  })
}

/** What a topic says of itself. Times in seconds since 1970. */
export type TopicAttributes = TopicSettings & {
  readonly topicName: string | null
  readonly createTime: number | null
  readonly lastModifyTime: number | null
  readonly messageRetentionPeriod: number | null
  readonly messageCount: number | null
}

export function writeTopicAttributes(attributes: TopicAttributes): string {
  return writeDocument('Topic', topicAttributeFields(attributes))
}

export function readTopicAttributes(
  input: Uint8Array | string,
  limits: XmlLimits = replyLimits,
): Read<TopicAttributes> {
  const root = readRoot(input, ['Topic'], limits)
  return root.ok ? found(topicAttributesOf(root.value)) : root
}

export function topicAttributeFields(attributes: TopicAttributes): string {
  return (
    field('TopicName', attributes.topicName) +
    field('CreateTime', attributes.createTime) +
    field('LastModifyTime', attributes.lastModifyTime) +
    settingFields(attributes) +
    field('MessageRetentionPeriod', attributes.messageRetentionPeriod) +
    field('MessageCount', attributes.messageCount)
  )
}

export function topicAttributesOf(element: XmlElement): TopicAttributes {
  const fields = new Fields(element)
  return {
    topicName: fields.text('TopicName'),
    createTime: fields.lenientInteger('CreateTime'),
    lastModifyTime: fields.lenientInteger('LastModifyTime'),
    maximumMessageSize: fields.lenientInteger('MaximumMessageSize'),
    messageRetentionPeriod: fields.lenientInteger('MessageRetentionPeriod'),
    messageCount: fields.lenientInteger('MessageCount'),
    loggingEnabled: fields.lenientBoolean('LoggingEnabled'),
  }
}

function settingFields(settings: TopicSettings): string {
  return (
    field('MaximumMessageSize', settings.maximumMessageSize) +
    field('LoggingEnabled', settings.loggingEnabled)
  )
}
