import type { TopicSettings } from '../../protocol/xml/topicAttributes.ts'
import { type Refusal, refuse } from './refusal.ts'

/** What a topic's owner may choose. */
export type TopicAttributes = { readonly maximumMessageSize: number; readonly loggingEnabled: boolean }

/** Times in milliseconds since 1970. */
export type Topic = TopicAttributes & {
  readonly name: string
  readonly createTime: number
  readonly lastModifyTime: number
}

export type TopicDescription = Topic & {
  /** Seconds a published message lives. */
  readonly messageRetentionPeriod: number
  readonly messageCount: number
}

/** A message published to a topic lives one day, whatever became of its pushes. */
export const messageLifeSeconds = 86_400

export const defaultTopicAttributes: TopicAttributes = { maximumMessageSize: 65_536, loggingEnabled: false }

const smallestLimit = 1024
const largestLimit = 65_536

export function chooseAttributes(settings: TopicSettings, otherwise: TopicAttributes): TopicAttributes {
  return {
    maximumMessageSize: settings.maximumMessageSize ?? otherwise.maximumMessageSize,
    loggingEnabled: settings.loggingEnabled ?? otherwise.loggingEnabled,
  }
}

export function checkTopicSettings(settings: TopicSettings): Refusal | null {
  const size = settings.maximumMessageSize
  if (size === null || (Number.isInteger(size) && size >= smallestLimit && size <= largestLimit)) return null
  return refuse(
    'InvalidArgument',
    `The value of MaximumMessageSize should between ${smallestLimit} and ${largestLimit} bytes.`,
  )
}
