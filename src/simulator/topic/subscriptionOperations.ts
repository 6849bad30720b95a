import { readSubscriptionSettings, writeSubscriptionAttributes } from '../../protocol/xml/subscription.ts'
import { writeSubscriptionList } from '../../protocol/xml/subscriptionList.ts'
import type { Call, Operation } from '../http/operation.ts'
import type { TopicFaceParts } from './topicOperations.ts'
import { created, isOverride, readPageRequest, toHttpRefusal, withDocument } from './xmlExchange.ts'

const one = '/topics/:topic/subscriptions/:subscription'

/** The five operations on subscriptions. */
export function subscriptionOperations({ book, addressFor }: TopicFaceParts): Operation[] {
  const urlOf = (call: Call, topic: string, name: string) =>
    `${addressFor(call)}/topics/${topic}/subscriptions/${name}`
  return [
    {
      name: 'SetSubscriptionAttributes',
      method: 'PUT',
      path: one,
      fits: isOverride,
      handle: ({ body, parameters: { topic = '', subscription = '' } }) =>
        withDocument(readSubscriptionSettings(body), settings => {
          const changed = book.setSubscriptionAttributes(topic, subscription, settings)
          return changed.outcome === 'refused' ? toHttpRefusal(changed) : { status: 204 }
        }),
    },
    {
      name: 'Subscribe',
      method: 'PUT',
      path: one,
      handle: call =>
        withDocument(readSubscriptionSettings(call.body), settings => {
          const { topic = '', subscription = '' } = call.parameters
          const made = book.subscribe(topic, subscription, settings)
          return made.outcome === 'refused'
            ? toHttpRefusal(made)
            : created(made.outcome, urlOf(call, topic, subscription))
        }),
    },
    {
      name: 'GetSubscriptionAttributes',
      method: 'GET',
      path: one,
      handle: ({ parameters: { topic = '', subscription = '' } }) => {
        const found = book.subscription(topic, subscription)
        if (found.outcome === 'refused') return toHttpRefusal(found)
        const { name, createTime, lastModifyTime, ...rest } = found.subscription
        const attributes = {
          ...rest,
          subscriptionName: name,
          createTime: Math.floor(createTime / 1000),
          lastModifyTime: Math.floor(lastModifyTime / 1000),
        }
        return { status: 200, body: writeSubscriptionAttributes(attributes) }
      },
    },
    {
      name: 'Unsubscribe',
      method: 'DELETE',
      path: one,
      handle: ({ parameters: { topic = '', subscription = '' } }) => {
        book.unsubscribe(topic, subscription)
        return { status: 204 }
      },
    },
    {
      name: 'ListSubscriptionByTopic',
      method: 'GET',
      path: '/topics/:topic/subscriptions',
      handle: call => {
        const { topic = '' } = call.parameters
        const request = readPageRequest(call)
        if ('error' in request) return request
        const listed = book.listSubscriptions(topic, request.page)
        if (listed.outcome === 'refused') return toHttpRefusal(listed)
        const urls = listed.items.map(({ name }) => urlOf(call, topic, name))
        return { status: 200, body: writeSubscriptionList({ urls, nextMarker: listed.nextMarker }) }
      },
    },
  ]
}
