import type { Notification } from '../../protocol/notification/notification.ts'
import { writeNotificationJson } from '../../protocol/notification/notificationJson.ts'
import { writeNotificationXml } from '../../protocol/notification/notificationXml.ts'
import type { Delivery } from './delivery.ts'

/** What a subscriber is told; only pushes over HTTP name a certificate. */
export function notificationOf(
  { message, subscription }: Delivery,
  signingCertUrl: string | null,
): Notification {
  return {
    topicOwner: subscription.topicOwner,
    topicName: subscription.topicName,
    subscriber: subscription.subscriber,
    subscriptionName: subscription.name,
    messageId: message.id,
    message: message.body,
    messageMd5: message.bodyMd5,
    messageTag: message.messageTag,
    publishTime: message.publishTime,
    signingCertUrl,
    extra: [],
  }
}

/** The body in the format the subscriber chose. */
export function notificationBody({ subscription }: Delivery, notification: Notification): string {
  switch (subscription.notifyContentFormat) {
    case 'XML':
      return writeNotificationXml(notification)
    case 'JSON':
      return writeNotificationJson(notification)
    case 'SIMPLIFIED':
      return notification.message
    default:
      return subscription.notifyContentFormat satisfies never
  }
}
