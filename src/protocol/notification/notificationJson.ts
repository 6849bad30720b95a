import { excerpt, type Read, schemaProblem } from '../xml/xmlProblem.ts'
import { type Notification, notificationOf, wireFields } from './notification.ts'

/** Every value is a string, the time of publishing included. */
export function writeNotificationJson(notification: Notification): string {
  return JSON.stringify(Object.fromEntries(wireFields(notification)))
}

export function readNotificationJson(text: string): Read<Notification> {
  const json = parseJson(text)
  if (typeof json !== 'object' || json === null || Array.isArray(json)) {
    return schemaProblem(null, 'a JSON object', excerpt(text))
  }
  const fields = new Map<string, string>()
  for (const [name, value] of Object.entries(json)) {
    if (value !== null) fields.set(name, typeof value === 'string' ? value : JSON.stringify(value))
  }
  const notification = notificationOf(fields)
  if (notification !== null) return { ok: true, value: notification }
  return schemaProblem('Message', 'a Message', [...fields.keys()].join(' ') || 'nothing inside')
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
