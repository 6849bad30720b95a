import { messageMd5 } from '../messageMd5.ts'

export type NotificationFormat = 'XML' | 'JSON' | 'SIMPLIFIED'

/** A topic message as a subscriber gets it. What a format doesn't carry, or an old one left out, is null. */
export type Notification = {
  readonly topicOwner: string | null
  readonly topicName: string | null
  readonly subscriber: string | null
  readonly subscriptionName: string | null
  readonly messageId: string | null
  /** As published: base64 only where the publisher encoded it. */
  readonly message: string
  readonly messageMd5: string | null
  readonly messageTag: string | null
  /** Milliseconds since 1970. */
  readonly publishTime: number | null
  readonly signingCertUrl: string | null
  /** Fields no document names, in the order they came. */
  readonly extra: readonly (readonly [name: string, text: string])[]
}

/** Whether the stated digest is that of the message; null where none is stated. */
export function matchesMessageMd5({ message, messageMd5: stated }: Notification): boolean | null {
  return stated === null ? null : stated.toUpperCase() === messageMd5(message)
}

type NotificationField = Exclude<keyof Notification, 'extra'>

/** Names on the wire, in the order of real pushes. */
const wireNames = [
  ['TopicOwner', 'topicOwner'],
  ['TopicName', 'topicName'],
  ['Subscriber', 'subscriber'],
  ['SubscriptionName', 'subscriptionName'],
  ['MessageId', 'messageId'],
  ['MessageMD5', 'messageMd5'],
  ['Message', 'message'],
  ['MessageTag', 'messageTag'],
  ['PublishTime', 'publishTime'],
  ['SigningCertURL', 'signingCertUrl'],
] as const satisfies readonly (readonly [string, NotificationField])[]

const knownNames: ReadonlySet<string> = new Set(wireNames.map(([name]) => name))

/** The fields in wire order with their text, those that are absent left out. */
export function wireFields(notification: Notification): [name: string, text: string][] {
  const fields: [string, string][] = []
  for (const [name, key] of wireNames) {
    const value = notification[key]
    if (value !== null) fields.push([name, String(value)])
  }
  for (const [name, text] of notification.extra) fields.push([name, text])
  return fields
}

/** A notification out of named texts; null without a message. */
export function notificationOf(fields: ReadonlyMap<string, string>): Notification | null {
  const message = fields.get('Message')
  if (message === undefined) return null
  const text = (name: string) => fields.get(name) ?? null
  return {
    topicOwner: text('TopicOwner'),
    topicName: text('TopicName'),
    subscriber: text('Subscriber'),
    subscriptionName: text('SubscriptionName'),
    messageId: text('MessageId'),
    message,
    messageMd5: text('MessageMD5'),
    messageTag: text('MessageTag'),
    publishTime: parseMilliseconds(text('PublishTime')),
    signingCertUrl: text('SigningCertURL'),
    extra: [...fields].filter(([name]) => !knownNames.has(name)),
  }
}

export function parseMilliseconds(text: string | null): number | null {
  const value = text !== null && /^[0-9]{1,16}$/.test(text) ? Number(text) : Number.NaN
  return Number.isSafeInteger(value) ? value : null
}
