import {
  readTopicSettings,
  type TopicAttributes as WireAttributes,
  writeTopicAttributes,
} from '../../protocol/xml/topicAttributes.ts'
import { writeTopicList } from '../../protocol/xml/topicList.ts'
import type { Call, Operation } from '../http/operation.ts'
import type { Home } from './subscription.ts'
import type { TopicDescription } from './topic.ts'
import type { TopicBook } from './topicBook.ts'
import {
  created,
  isOverride,
  readPageRequest,
  toHttpRefusal,
  wantsAttributes,
  withDocument,
} from './xmlExchange.ts'

export type TopicFaceParts = {
  readonly book: TopicBook
  readonly home: Home
  /** The address under which a client reaches this server. */
  readonly addressFor: (call: Call) => string
}

/** The five operations on topics themselves. */
export function topicOperations({ book, addressFor }: TopicFaceParts): Operation[] {
  const urlOf = (call: Call, topic: string) => `${addressFor(call)}/topics/${topic}`
  return [
    {
      name: 'SetTopicAttributes',
      method: 'PUT',
      path: '/topics/:topic',
      fits: isOverride,
      handle: ({ body, parameters: { topic = '' } }) =>
        withDocument(readTopicSettings(body), settings => {
          const changed = book.setTopicAttributes(topic, settings)
          return changed.outcome === 'refused' ? toHttpRefusal(changed) : { status: 204 }
        }),
    },
    {
      name: 'CreateTopic',
      method: 'PUT',
      path: '/topics/:topic',
      handle: call =>
        withDocument(readTopicSettings(call.body), settings => {
          const { topic = '' } = call.parameters
          const made = book.createTopic(topic, settings)
          return made.outcome === 'refused' ? toHttpRefusal(made) : created(made.outcome, urlOf(call, topic))
        }),
    },
    {
      name: 'GetTopicAttributes',
      method: 'GET',
      path: '/topics/:topic',
      handle: ({ parameters: { topic = '' } }) => {
        const found = book.topic(topic)
        return found.outcome === 'refused'
          ? toHttpRefusal(found)
          : { status: 200, body: writeTopicAttributes(inSeconds(found.topic)) }
      },
    },
    {
      name: 'DeleteTopic',
      method: 'DELETE',
      path: '/topics/:topic',
      handle: ({ parameters: { topic = '' } }) => {
        book.deleteTopic(topic)
        return { status: 204 }
      },
    },
    {
      name: 'ListTopic',
      method: 'GET',
      path: '/topics',
      handle: call => {
        const request = readPageRequest(call)
        if ('error' in request) return request
        const { items, nextMarker } = book.listTopics(request.page)
        const topics = items.map(topic => ({
          url: urlOf(call, topic.name),
          attributes: wantsAttributes(call) ? inSeconds(topic) : null,
        }))
        return { status: 200, body: writeTopicList({ topics, nextMarker }) }
      },
    },
  ]
}

function inSeconds({ name, createTime, lastModifyTime, ...rest }: TopicDescription): WireAttributes {
  return {
    ...rest,
    topicName: name,
    createTime: Math.floor(createTime / 1000),
    lastModifyTime: Math.floor(lastModifyTime / 1000),
  }
}
