import { deliverMail, deliverSms } from '../outbox/directCourier.ts'
import type { Outbox } from '../outbox/outbox.ts'
import type { SmsGateway } from '../sms/smsGateway.ts'
import { parseEndpointAddress } from '../topic/endpointAddress.ts'
import type { Courier, Delivery, DeliveryAnswer } from './delivery.ts'
import { type HttpCourierParts, pushOverHttp } from './httpCourier.ts'
import { notificationBody, notificationOf } from './notificationOf.ts'

/** Puts a message into one of the account's queues and returns its id there; null where there is no such queue. */
type QueueInlet = (queue: string, body: string) => string | null

export type CourierParts = {
  readonly http: HttpCourierParts
  readonly enqueue: QueueInlet
  readonly outbox: Outbox
  readonly gateway: SmsGateway
  readonly now: () => number
}

/** Takes every kind of notification where its subscription's endpoint says. */
export function createCourier(parts: CourierParts): Courier {
  return async (delivery, signal) => {
    const address = parseEndpointAddress(delivery.subscription.endpoint)
    switch (address?.kind) {
      case 'http':
        return pushOverHttp(parts.http, delivery, address, signal)
      case 'queue':
        return deliverToQueue(parts.enqueue, delivery, address.queue)
      case 'mail':
        return deliverMail(parts.outbox, delivery, address.address, parts.now())
      case 'sms':
        return deliverSms(parts.gateway, delivery, address.phone)
      case undefined:
        return { outcome: 'impossible', detail: { reason: 'the endpoint is of no known kind' } }
      default:
        return address satisfies never
    }
  }
}

function deliverToQueue(enqueue: QueueInlet, delivery: Delivery, queue: string): DeliveryAnswer {
  const queueMessageId = enqueue(queue, notificationBody(delivery, notificationOf(delivery, null)))
  return queueMessageId === null
    ? { outcome: 'failed', detail: { reason: `the account has no queue named ${queue}` } }
    : { outcome: 'accepted', detail: { queueMessageId } }
}
