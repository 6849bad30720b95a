import { type HeaderList, headerValue } from '../httpRequest.ts'
import { type Notification, parseMilliseconds } from './notification.ts'

/** What SIMPLIFIED puts beside the message: the body is the publisher's text and nothing else. */
export function simplifiedHeaders(notification: Notification): [name: string, value: string][] {
  const headers: [string, string | null][] = [
    ['x-mns-message-id', notification.messageId],
    ['x-mns-message-tag', notification.messageTag],
    ['x-mns-publish-time', notification.publishTime?.toString() ?? null],
    ['x-mns-subscriber', notification.subscriber],
    ['x-mns-subscription-name', notification.subscriptionName],
    ['x-mns-topic-name', notification.topicName],
    ['x-mns-topic-owner', notification.topicOwner],
  ]
  return headers.filter((header): header is [string, string] => header[1] !== null)
}

export function readSimplifiedNotification(headers: HeaderList, message: string): Notification {
  const header = (name: string) => headerValue(headers, name) ?? null
  return {
    topicOwner: header('x-mns-topic-owner'),
    topicName: header('x-mns-topic-name'),
    subscriber: header('x-mns-subscriber'),
    subscriptionName: header('x-mns-subscription-name'),
    messageId: header('x-mns-message-id'),
    message,
    messageMd5: null,
    messageTag: header('x-mns-message-tag'),
    publishTime: parseMilliseconds(header('x-mns-publish-time')),
    signingCertUrl: null,
    extra: [],
  }
}
