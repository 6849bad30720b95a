import { type Refusal, refuse } from './refusal.ts'

/** What a publisher may choose about a topic. */
export type TopicAttributes = {
  readonly maximumMessageSize: number
  readonly loggingEnabled: boolean
}

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

export function checkTopicAttributes(attributes: Partial<TopicAttributes>): Refusal | null {
  const size = attributes.maximumMessageSize
  if (size === undefined || (Number.isInteger(size) && size >= smallestLimit && size <= largestLimit))
    return null
  return refuse(
    'InvalidArgument',
    `The value of MaximumMessageSize should between ${smallestLimit} and ${largestLimit} bytes.`,
  )
}
