import { Fields, readEach, readRoot } from './fields.ts'
import { replyLimits, type XmlLimits } from './readXml.ts'
import {
  type SubscriptionAttributes,
  subscriptionAttributeFields,
  subscriptionAttributesOf,
} from './subscription.ts'
import { field, writeDocument } from './writeXml.ts'
import { textOf, type XmlElement } from './xmlElement.ts'
import { found, type Read } from './xmlProblem.ts'

/** A page of subscriptions; attributes only where the request asked for them (`x-mns-with-meta`). */
export type SubscriptionList = {
  readonly subscriptions: readonly {
    readonly url: string
    readonly attributes: SubscriptionAttributes | null
  }[]
  /** Where the next page begins; null on the last. */
  readonly nextMarker: string | null
}

export function writeSubscriptionList(list: SubscriptionList): string {
  const items = list.subscriptions.map(({ url, attributes }) => {
    const meta = attributes === null ? '' : subscriptionAttributeFields(attributes)
    return `<Subscription>${field('SubscriptionURL', url)}${meta}</Subscription>`
  })
  return writeDocument('Subscriptions', items.join('') + field('NextMarker', list.nextMarker))
}

export function readSubscriptionList(
  input: Uint8Array | string,
  limits: XmlLimits = replyLimits,
): Read<SubscriptionList> {
  const root = readRoot(input, ['Subscriptions'], limits)
  if (!root.ok) return root
  const subscriptions = readEach(root.value, 'Subscription', readSubscription)
  if (!subscriptions.ok) return subscriptions
  return found({ subscriptions: subscriptions.value, nextMarker: textOf(root.value, 'NextMarker') })
}

function readSubscription(element: XmlElement): Read<SubscriptionList['subscriptions'][number]> {
  const fields = new Fields(element)
  const attributes = textOf(element, 'SubscriptionName') === null ? null : subscriptionAttributesOf(element)
  return fields.result({ url: fields.requiredText('SubscriptionURL'), attributes })
}
