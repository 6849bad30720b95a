import { decodeUtf8 } from '../decodeUtf8.ts'
import { type HeaderList, headerValue } from '../httpRequest.ts'
import { found, type Read } from '../xml/xmlProblem.ts'
import type { Notification, NotificationFormat } from './notification.ts'
import { readNotificationJson } from './notificationJson.ts'
import { readNotificationXml } from './notificationXml.ts'
import { readSimplifiedNotification } from './simplifiedNotification.ts'

export type ReadNotification = { readonly format: NotificationFormat; readonly notification: Notification }

const ownKeys = ['TopicOwner', 'TopicName', 'Subscriber', 'SubscriptionName', 'MessageId']

/**
 * Reads a push of whichever format. The shape of the body decides, since the content type of JSON pushes is recorded
 * nowhere; only a body announced as XML that isn't a notification is refused, all else being a publisher's own text.
 */
export function readNotification(headers: HeaderList, body: Uint8Array): Read<ReadNotification> {
  const contentType = (headerValue(headers, 'content-type') ?? '').toLowerCase()
  const decoded = decodeUtf8(body)
  const text = decoded ?? Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString('utf8')
  const xml = looksLikeXml(text) ? readNotificationXml(decoded ?? body) : null
  if (xml?.ok) return found({ format: 'XML', notification: xml.value })
  if (xml !== null && contentType.includes('xml')) return xml
  if (ownKeys.every(key => text.includes(`"${key}"`))) {
    const json = readNotificationJson(text)
    if (json.ok && json.value.messageId !== null) return found({ format: 'JSON', notification: json.value })
  }
  return found({ format: 'SIMPLIFIED', notification: readSimplifiedNotification(headers, text) })
}

function looksLikeXml(text: string): boolean {
  return /^\s*</.test(text) && text.includes('Notification')
}
