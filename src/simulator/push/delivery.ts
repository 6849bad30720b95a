import type { Subscription } from '../topic/subscription.ts'
import type { TopicMessage } from '../topic/topicMessage.ts'
import type { SignatureFault } from './pushFaults.ts'

/** One message on its way to one subscription. */
export type Delivery = {
  readonly message: TopicMessage
  readonly subscription: Subscription
  /** From 1: the first push is attempt 1, the first retry attempt 2. */
  readonly attempt: number
  readonly damage: SignatureFault | null
}

/** What became of an attempt; `impossible` means that no retry could do better. */
export type DeliveryAnswer = {
  readonly outcome: 'accepted' | 'failed' | 'impossible'
  readonly detail: Readonly<Record<string, string | number | boolean>>
}

/** Takes one attempt to its endpoint. Trouble on the way is an answer; only a bug is an exception. */
export type Courier = (delivery: Delivery, signal: AbortSignal) => Promise<DeliveryAnswer>
