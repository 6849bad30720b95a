import {
  readSubscriptionSettings,
  type SubscriptionAttributes,
  writeSubscriptionAttributes,
} from '../../protocol/xml/subscription.ts'
import { writeSubscriptionList } from '../../protocol/xml/subscriptionList.ts'
import type { Call, Operation } from '../http/operation.ts'
import { homeEndpoint } from './homeEndpoint.ts'
import type { Subscription } from './subscription.ts'
import type { TopicFaceParts } from './topicOperations.ts'
import {
  created,
  isOverride,
  readPageRequest,
  toHttpRefusal,
  wantsAttributes,
  withDocument,
} from './xmlExchange.ts'

const one = '/topics/:topic/subscriptions/:subscription'

/** The five operations on subscriptions. */
export function subscriptionOperations({ book, home, addressFor }: TopicFaceParts): Operation[] {
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
          const endpoint = settings.endpoint === null ? null : homeEndpoint(settings.endpoint, call, home)
          const made = book.subscribe(topic, subscription, { ...settings, endpoint })
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
        return { status: 200, body: writeSubscriptionAttributes(inSeconds(found.subscription)) }
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
        const subscriptions = listed.items.map(subscription => ({
          url: urlOf(call, topic, subscription.name),
          attributes: wantsAttributes(call) ? inSeconds(subscription) : null,
        }))
        return { status: 200, body: writeSubscriptionList({ subscriptions, nextMarker: listed.nextMarker }) }
      },
    },
  ]
}

function inSeconds({ name, createTime, lastModifyTime, ...rest }: Subscription): SubscriptionAttributes {
  return {
    ...rest,
    subscriptionName: name,
    createTime: Math.floor(createTime / 1000),
    lastModifyTime: Math.floor(lastModifyTime / 1000),
  }
}
