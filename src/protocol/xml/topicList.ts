import { Fields, readEach, readRoot } from './fields.ts'
import { replyLimits, type XmlLimits } from './readXml.ts'
import { type TopicAttributes, topicAttributeFields, topicAttributesOf } from './topicAttributes.ts'
import { field, writeDocument } from './writeXml.ts'
import { textOf, type XmlElement } from './xmlElement.ts'
import { found, type Read } from './xmlProblem.ts'

/** A page of topics; attributes only where the request asked for them (`x-mns-with-meta`). */
export type TopicList = {
  readonly topics: readonly { readonly url: string; readonly attributes: TopicAttributes | null }[]
  /** Where the next page begins; null on the last. */
  readonly nextMarker: string | null
}

export function writeTopicList(list: TopicList): string {
  const topics = list.topics.map(({ url, attributes }) => {
    const meta = attributes === null ? '' : topicAttributeFields(attributes)
    return `<Topic>${field('TopicURL', url)}${meta}</Topic>`
  })
  return writeDocument('Topics', topics.join('') + field('NextMarker', list.nextMarker))
}

export function readTopicList(input: Uint8Array | string, limits: XmlLimits = replyLimits): Read<TopicList> {
  const root = readRoot(input, ['Topics'], limits)
  if (!root.ok) return root
  const topics = readEach(root.value, 'Topic', readTopic)
  if (!topics.ok) return topics
  return found({ topics: topics.value, nextMarker: textOf(root.value, 'NextMarker') })
}

function readTopic(element: XmlElement): Read<TopicList['topics'][number]> {
  const fields = new Fields(element)
  const attributes = textOf(element, 'TopicName') === null ? null : topicAttributesOf(element)
  return fields.result({ url: fields.requiredText('TopicURL'), attributes })
}
