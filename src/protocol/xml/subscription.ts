import { Fields, readRoot } from './fields.ts'
import { replyLimits, requestLimits, type XmlLimits } from './readXml.ts'
import { field, writeDocument } from './writeXml.ts'
import type { XmlElement } from './xmlElement.ts'
import { found, type Read } from './xmlProblem.ts'

/**
 * What subscribing or changing a subscription says. Subscribing needs the endpoint; changing takes the strategy alone.
 * Values are kept as received: which of them are allowed is for the topic to judge.
 */
export type SubscriptionSettings = {
  readonly endpoint: string | null
  readonly filterTag: string | null
  readonly notifyStrategy: string | null
  readonly notifyContentFormat: string | null
}

export function writeSubscriptionSettings(settings: SubscriptionSettings): string {
  return writeDocument('Subscription', settingFields(settings))
}

export function readSubscriptionSettings(
  input: Uint8Array | string,
  limits: XmlLimits = requestLimits,
): Read<SubscriptionSettings> {
  const root = readRoot(input, ['Subscription'], limits)
  return root.ok ? found(settingsOf(new Fields(root.value))) : root
}

/** What a subscription says of itself. Times in seconds since 1970. */
export type SubscriptionAttributes = SubscriptionSettings & {
  readonly subscriptionName: string | null
  readonly subscriber: string | null
  readonly topicOwner: string | null
  readonly topicName: string | null
  readonly createTime: number | null
  readonly lastModifyTime: number | null
}

export function writeSubscriptionAttributes(attributes: SubscriptionAttributes): string {
  return writeDocument('Subscription', subscriptionAttributeFields(attributes))
}

export function readSubscriptionAttributes(
  input: Uint8Array | string,
  limits: XmlLimits = replyLimits,
): Read<SubscriptionAttributes> {
  const root = readRoot(input, ['Subscription'], limits)
  return root.ok ? found(subscriptionAttributesOf(root.value)) : root
}

export function subscriptionAttributeFields(attributes: SubscriptionAttributes): string {
  return (
    field('SubscriptionName', attributes.subscriptionName) +
    field('Subscriber', attributes.subscriber) +
    field('TopicOwner', attributes.topicOwner) +
    field('TopicName', attributes.topicName) +
    settingFields(attributes) +
    field('CreateTime', attributes.createTime) +
    field('LastModifyTime', attributes.lastModifyTime)
  )
}

export function subscriptionAttributesOf(element: XmlElement): SubscriptionAttributes {
  const fields = new Fields(element)
  return {
    subscriptionName: fields.text('SubscriptionName'),
    subscriber: fields.text('Subscriber'),
    topicOwner: fields.text('TopicOwner'),
    topicName: fields.text('TopicName'),
    ...settingsOf(fields),
    createTime: fields.lenientInteger('CreateTime'),
    lastModifyTime: fields.lenientInteger('LastModifyTime'),
  }
}

function settingFields(settings: SubscriptionSettings): string {
  return (
    field('Endpoint', settings.endpoint) +
    field('FilterTag', settings.filterTag) +
    field('NotifyStrategy', settings.notifyStrategy) +
    field('NotifyContentFormat', settings.notifyContentFormat)
  )
}

function settingsOf(fields: Fields): SubscriptionSettings {
  return {
    endpoint: fields.text('Endpoint'),
    filterTag: fields.text('FilterTag'),
    notifyStrategy: fields.text('NotifyStrategy'),
    notifyContentFormat: fields.text('NotifyContentFormat'),
  }
}
