import { writePublishReply } from '../../protocol/xml/publishReply.ts'
import { readPublishRequest } from '../../protocol/xml/publishRequest.ts'
import type { Operation } from '../http/operation.ts'
import type { Subscription } from './subscription.ts'
import type { TopicMessage } from './topicMessage.ts'
import type { TopicFaceParts } from './topicOperations.ts'
import { toHttpRefusal, withDocument } from './xmlExchange.ts'

export type PublishParts = TopicFaceParts & {
  /** Takes a published message to its subscriptions. `by` names who published it. */
  readonly dispatch: (message: TopicMessage, subscriptions: readonly Subscription[], by: string) => void
}

/** The answer doesn't wait for the message's pushes. */
export function publishOperation({ book, dispatch }: PublishParts): Operation {
  return {
    name: 'PublishMessage',
    method: 'POST',
    path: '/topics/:topic/messages',
    handle: ({ body, caller, peer, parameters: { topic = '' } }) =>
      withDocument(readPublishRequest(body), request => {
        const published = book.publish(topic, request)
        if (published.outcome === 'refused') return toHttpRefusal(published)
        const { message, subscriptions } = published
        dispatch(message, subscriptions, `${caller} ${peer}`)
        return { status: 201, body: writePublishReply({ messageId: message.id, bodyMd5: message.bodyMd5 }) }
      }),
  }
}
