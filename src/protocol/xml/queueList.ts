import { Fields, readEach, readRoot } from './fields.ts'
import { type QueueAttributes, queueAttributeFields, queueAttributesOf } from './queueAttributes.ts'
import { replyLimits, type XmlLimits } from './readXml.ts'
import { type Dialect, field, writeDocument } from './writeXml.ts'
import { textOf, type XmlElement } from './xmlElement.ts'
import { found, type Read } from './xmlProblem.ts'

/** A page of queues; attributes only where the request asked for them (`x-mns-with-meta`). */
export type QueueList = {
  readonly queues: readonly { readonly url: string; readonly attributes: QueueAttributes | null }[]
  /** Where the next page begins; null on the last. */
  readonly nextMarker: string | null
}

export function writeQueueList(list: QueueList, dialect: Dialect = 'mns'): string {
  const queues = list.queues.map(({ url, attributes }) => {
    const meta = attributes === null ? '' : queueAttributeFields(attributes)
    return `<Queue>${field('QueueURL', url)}${meta}</Queue>`
  })
  return writeDocument('Queues', queues.join('') + field('NextMarker', list.nextMarker), dialect)
}

export function readQueueList(input: Uint8Array | string, limits: XmlLimits = replyLimits): Read<QueueList> {
  const root = readRoot(input, ['Queues'], limits)
  if (!root.ok) return root
  const queues = readEach(root.value, 'Queue', readQueue)
  if (!queues.ok) return queues
  return found({ queues: queues.value, nextMarker: textOf(root.value, 'NextMarker') })
}

function readQueue(element: XmlElement): Read<QueueList['queues'][number]> {
  const fields = new Fields(element)
  const attributes = textOf(element, 'QueueName') === null ? null : queueAttributesOf(element)
  return fields.result({ url: fields.requiredText('QueueURL'), attributes })
}
