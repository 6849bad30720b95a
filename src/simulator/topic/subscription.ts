import type { SubscriptionSettings } from '../../protocol/xml/subscription.ts'
import { parseEndpointAddress } from './endpointAddress.ts'
import { checkTag } from './nameRules.ts'
import { type Refusal, refuse } from './refusal.ts'

const notifyStrategies = ['BACKOFF_RETRY', 'EXPONENTIAL_DECAY_RETRY'] as const
export type NotifyStrategy = (typeof notifyStrategies)[number]

export const notifyContentFormats = ['XML', 'JSON', 'SIMPLIFIED'] as const
type NotifyContentFormat = (typeof notifyContentFormats)[number]

export type SubscriptionAttributes = {
  readonly endpoint: string
  readonly filterTag: string | null
  readonly notifyStrategy: NotifyStrategy
  readonly notifyContentFormat: NotifyContentFormat
}

/** Times in milliseconds since 1970. */
export type Subscription = SubscriptionAttributes & {
  readonly topicOwner: string
  readonly topicName: string
  readonly subscriber: string
  readonly name: string
  readonly createTime: number
  readonly lastModifyTime: number
}

/** A queue endpoint must stand in the topic's own region and account. */
export type Home = { readonly region: string; readonly account: string }

export function readSubscriptionRequest(
  request: SubscriptionSettings,
  home: Home,
): { outcome: 'read'; attributes: SubscriptionAttributes } | Refusal {
  const endpoint = request.endpoint?.trim() ?? ''
  const address = parseEndpointAddress(endpoint)
  if (address === null) return refuse('EndpointInvalid')
  if (address.kind === 'queue' && (address.region !== home.region || address.account !== home.account))
    return refuse('EndpointInvalid')
  const { filterTag } = request
  const badTag = checkTag('filter', filterTag)
  if (badTag) return badTag
  const notifyStrategy = oneOf(notifyStrategies, request.notifyStrategy ?? 'BACKOFF_RETRY')
  if (notifyStrategy === null) return invalidElement('NotifyStrategy')
  const notifyContentFormat = oneOf(notifyContentFormats, request.notifyContentFormat ?? 'XML')
  if (notifyContentFormat === null) return invalidElement('NotifyContentFormat')
  return { outcome: 'read', attributes: { endpoint, filterTag, notifyStrategy, notifyContentFormat } }
}

/** Only the retry strategy of a subscription can change after its creation. */
export function readSubscriptionChange(
  request: SubscriptionSettings,
): { outcome: 'read'; change: Partial<Pick<SubscriptionAttributes, 'notifyStrategy'>> } | Refusal {
  if (request.notifyStrategy === null) return { outcome: 'read', change: {} }
  const notifyStrategy = oneOf(notifyStrategies, request.notifyStrategy)
  return notifyStrategy === null
    ? invalidElement('NotifyStrategy')
    : { outcome: 'read', change: { notifyStrategy } }
}

export function sameAttributes(one: SubscriptionAttributes, other: SubscriptionAttributes): boolean {
  return (
    one.endpoint === other.endpoint &&
    one.filterTag === other.filterTag &&
    one.notifyStrategy === other.notifyStrategy &&
    one.notifyContentFormat === other.notifyContentFormat
  )
}

/** A subscription without a filter takes every message; one with a filter only those with the same tag. */
export function takes(subscription: SubscriptionAttributes, messageTag: string | null): boolean {
  return subscription.filterTag === null || subscription.filterTag === messageTag
}

function oneOf<Value extends string>(values: readonly Value[], text: string): Value | null {
  return values.find(value => value === text.trim()) ?? null
}

function invalidElement(element: string): Refusal {
  return refuse(
    'InvalidArgument',
    `The XML you provided did not validate against our published schema, cause by ${element}.`,
  )
}
