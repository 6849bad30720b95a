import type { PublishRequest } from '../../protocol/xml/publishRequest.ts'

/** What a publisher sends; the direct attributes are the JSON texts that mail and SMS endpoints need. */
export type Publication = Omit<PublishRequest, 'unescaped'>

/** Times in milliseconds since 1970. */
export type TopicMessage = Publication & {
  readonly id: string
  readonly topicName: string
  /** Upper-case hex over the body's UTF-8 bytes. */
  readonly bodyMd5: string
  readonly publishTime: number
  readonly expiresAt: number
}
