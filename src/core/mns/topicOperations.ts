import type {
  MailAttributes,
  SmsAttributes,
  SubscriptionInfo,
  TopicInfo,
  TopicSettings,
} from '../../contract/queues.ts'
import { writeDirectMail, writeDirectSms } from '../../protocol/xml/directAttributes.ts'
import { type PublishReply, readPublishReply } from '../../protocol/xml/publishReply.ts'
import { writePublishRequest } from '../../protocol/xml/publishRequest.ts'
import {
  readSubscriptionAttributes,
  type SubscriptionAttributes,
  writeSubscriptionSettings,
} from '../../protocol/xml/subscription.ts'
import { readSubscriptionList } from '../../protocol/xml/subscriptionList.ts'
import {
  readTopicAttributes,
  type TopicAttributes,
  writeTopicSettings,
} from '../../protocol/xml/topicAttributes.ts'
import { readTopicList } from '../../protocol/xml/topicList.ts'
import type { Operator } from './createOperator.ts'
import type { MnsResult } from './mnsResult.ts'
import { mapResult, nameInUrl, pageHeaders, secondsToInstant } from './operationParts.ts'

const pathOf = (topic: string) => `/topics/${encodeURIComponent(topic)}`
const subscriptionsOf = (topic: string) => `${pathOf(topic)}/subscriptions`
const subscriptionOf = (topic: string, name: string) =>
  `${subscriptionsOf(topic)}/${encodeURIComponent(name)}`

export async function listTopics(
  operator: Operator,
  prefix: string,
  marker: string | null,
): Promise<MnsResult<{ topics: TopicInfo[]; next: string | null }>> {
  const request = { method: 'GET', target: '/topics', headers: pageHeaders(prefix, marker), body: null }
  return mapResult(await operator.read(request, readTopicList), ({ topics, nextMarker }) => ({
    topics: topics.map(({ url, attributes }) => toTopicInfo(nameInUrl(url), attributes)),
    next: nextMarker,
  }))
}

export async function getTopic(operator: Operator, topic: string): Promise<MnsResult<TopicInfo>> {
  const request = { method: 'GET', target: pathOf(topic), body: null }
  return mapResult(await operator.read(request, readTopicAttributes), attributes =>
    toTopicInfo(topic, attributes),
  )
}

export function saveTopic(
  operator: Operator,
  topic: string,
  isNew: boolean,
  settings: TopicSettings,
): Promise<MnsResult<null>> {
  const target = isNew ? pathOf(topic) : `${pathOf(topic)}?metaoverride=true`
  return operator.order({ method: 'PUT', target, body: writeTopicSettings(settings) })
}

export function deleteTopic(operator: Operator, topic: string): Promise<MnsResult<null>> {
  return operator.order({ method: 'DELETE', target: pathOf(topic), body: null })
}

export type Publication = {
  body: string
  tag: string | null
  sms: SmsAttributes | null
  mail: MailAttributes | null
}

export function publish(
  operator: Operator,
  topic: string,
  { body, tag, sms, mail }: Publication,
): Promise<MnsResult<PublishReply>> {
  const request = writePublishRequest({
    body,
    messageTag: tag,
    directMail: mail === null ? null : writeDirectMail({ ...mail, addressType: 0, replyToAddress: false }),
    directSms:
      sms === null
        ? null
        : writeDirectSms({
            type: 'singleContent',
            signName: sms.signName,
            templateCode: sms.templateCode,
            receivers: sms.receivers,
            parameters: new Map(Object.entries(sms.parameters)),
          }),
  })
  const target = `${pathOf(topic)}/messages`
  return operator.read({ method: 'POST', target, body: request }, readPublishReply)
}

/** A service that lists addresses alone is asked for each subscription. */
export async function listSubscriptions(
  operator: Operator,
  topic: string,
  marker: string | null,
): Promise<MnsResult<{ subscriptions: SubscriptionInfo[]; next: string | null }>> {
  const headers = pageHeaders('', marker)
  const request = { method: 'GET', target: subscriptionsOf(topic), headers, body: null }
  const list = await operator.read(request, readSubscriptionList)
  if (!list.ok) return list
  const subscriptions: SubscriptionInfo[] = []
  for (const { url, attributes } of list.value.subscriptions) {
    const name = nameInUrl(url)
    const target = subscriptionOf(topic, name)
    const found =
      attributes === null
        ? await operator.read({ method: 'GET', target, body: null }, readSubscriptionAttributes)
        : ({ ok: true, value: attributes } as const)
    if (!found.ok) return found
    subscriptions.push(toSubscriptionInfo(name, found.value))
  }
  return { ok: true, value: { subscriptions, next: list.value.nextMarker } }
}

export type NewSubscription = {
  subscription: string
  endpoint: string
  filterTag: string | null
  notifyStrategy: string
  notifyContentFormat: string
}

export function subscribe(
  operator: Operator,
  topic: string,
  { subscription, ...settings }: NewSubscription,
): Promise<MnsResult<null>> {
  const target = subscriptionOf(topic, subscription)
  return operator.order({ method: 'PUT', target, body: writeSubscriptionSettings(settings) })
}

export function setStrategy(
  operator: Operator,
  topic: string,
  subscription: string,
  notifyStrategy: string,
): Promise<MnsResult<null>> {
  const target = `${subscriptionOf(topic, subscription)}?metaoverride=true`
  const unset = { endpoint: null, filterTag: null, notifyContentFormat: null }
  return operator.order({
    method: 'PUT',
    target,
    body: writeSubscriptionSettings({ ...unset, notifyStrategy }),
  })
}

export function unsubscribe(
  operator: Operator,
  topic: string,
  subscription: string,
): Promise<MnsResult<null>> {
  return operator.order({ method: 'DELETE', target: subscriptionOf(topic, subscription), body: null })
}

function toTopicInfo(name: string, attributes: TopicAttributes | null): TopicInfo {
  return {
    name,
    maximumMessageSize: attributes?.maximumMessageSize ?? null,
    loggingEnabled: attributes?.loggingEnabled ?? null,
    messageRetentionPeriod: attributes?.messageRetentionPeriod ?? null,
    messages: attributes?.messageCount ?? null,
    createdAt: secondsToInstant(attributes?.createTime),
    changedAt: secondsToInstant(attributes?.lastModifyTime),
  }
}

const toSubscriptionInfo = (name: string, attributes: SubscriptionAttributes): SubscriptionInfo => ({
  name,
  endpoint: attributes.endpoint,
  filterTag: attributes.filterTag,
  notifyStrategy: attributes.notifyStrategy,
  notifyContentFormat: attributes.notifyContentFormat,
  createdAt: secondsToInstant(attributes.createTime),
})
