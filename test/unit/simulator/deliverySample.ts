import { messageMd5 } from '../../../src/protocol/messageMd5.ts'
import type { Delivery } from '../../../src/simulator/push/delivery.ts'
import type { Subscription } from '../../../src/simulator/topic/subscription.ts'
import type { TopicMessage } from '../../../src/simulator/topic/topicMessage.ts'

/** A delivery like any other, but for what a test cares about. */
export function deliverySample(
  subscription: Partial<Subscription> = {},
  message: Partial<TopicMessage> = {},
  damage: Delivery['damage'] = null,
): Delivery {
  const body = message.body ?? 'hello & <world> 回执'
  return {
    attempt: 1,
    damage,
    subscription: {
      topicOwner: '1234567890',
      subscriber: '1234567890',
      topicName: 'orders',
      name: 'watcher',
      endpoint: 'http://127.0.0.1:9/notify',
      filterTag: null,
      notifyStrategy: 'BACKOFF_RETRY',
      notifyContentFormat: 'XML',
      createTime: 0,
      lastModifyTime: 0,
      ...subscription,
    },
    message: {
      id: 'D273CD6A89564E54-1-15180395A19-200000001',
      topicName: 'orders',
      body,
      bodyMd5: messageMd5(body),
      messageTag: null,
      directMail: null,
      directSms: null,
      publishTime: 1_449_556_920_975,
      expiresAt: 1_449_643_320_975,
      ...message,
    },
  }
}
