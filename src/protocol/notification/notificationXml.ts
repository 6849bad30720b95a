import { readRoot } from '../xml/fields.ts'
import { requestLimits, type XmlLimits } from '../xml/readXml.ts'
import { escapeText } from '../xml/writeXml.ts'
import { type Read, schemaProblem } from '../xml/xmlProblem.ts'
import { type Notification, notificationOf, wireFields } from './notification.ts'

/** Indented by two spaces, as real pushes are. */
export function writeNotificationXml(notification: Notification): string {
  const lines = wireFields(notification).map(([name, text]) => `  <${name}>${escapeText(text)}</${name}>\n`)
  return `<?xml version="1.0" encoding="utf-8"?>\n<Notification xmlns="http://mns.aliyuncs.com/doc/v1/">\n${lines.join('')}</Notification>\n`
}

export function readNotificationXml(
  input: Uint8Array | string,
  limits: XmlLimits = requestLimits,
): Read<Notification> {
  const root = readRoot(input, ['Notification'], limits, new Set(['Message']))
  if (!root.ok) return root
  const fields = new Map<string, string>()
  for (const { name, text } of root.value.children) {
    if (!fields.has(name)) fields.set(name, name === 'Message' ? text : text.trim())
  }
  const notification = notificationOf(fields)
  if (notification !== null) return { ok: true, value: notification }
  return schemaProblem(
    'Message',
    '<Message> inside <Notification>',
    [...fields.keys()].join(' ') || 'nothing inside',
  )
}
