import { Fields, readEach, readRoot } from './fields.ts'
import { replyLimits, type XmlLimits } from './readXml.ts'
import { field, writeDocument } from './writeXml.ts'
import { textOf } from './xmlElement.ts'
import { found, type Read } from './xmlProblem.ts'

export type SubscriptionList = {
  readonly urls: readonly string[]
  /** Where the next page begins; null on the last. */
  readonly nextMarker: string | null
}

export function writeSubscriptionList(list: SubscriptionList): string {
  const items = list.urls.map(url => `<Subscription>${field('SubscriptionURL', url)}</Subscription>`)
  return writeDocument('Subscriptions', items.join('') + field('NextMarker', list.nextMarker))
}

export function readSubscriptionList(
  input: Uint8Array | string,
  limits: XmlLimits = replyLimits,
): Read<SubscriptionList> {
  const root = readRoot(input, ['Subscriptions'], limits)
  if (!root.ok) return root
  const urls = readEach(root.value, 'Subscription', element => {
    const fields = new Fields(element)
    return fields.result(fields.requiredText('SubscriptionURL'))
  })
  return urls.ok ? found({ urls: urls.value, nextMarker: textOf(root.value, 'NextMarker') }) : urls
}
