import type { MessageProperties } from '../../protocol/xml/messageProperties.ts'
import type { Heaped } from '../heap.ts'

type MessageState = 'active' | 'inactive' | 'delayed'

/**
 * One stored message, kept small since a backlog may hold a million. `order` is its number in the queue;
 * `due` is when it becomes active, 0 while it is. Its id is derived, not stored.
 */
export type StoredMessage = Heaped & {
  readonly body: string
  readonly properties: MessageProperties | null
  readonly priority: number
  /** Milliseconds since 1970. */
  readonly enqueueTime: number
  /** 0 until the first receive. */
  firstDequeueTime: number
  dequeueCount: number
  /** The number of the only valid lease; 0 where there is none. */
  lease: number
  state: MessageState
}

/** A message as a peek sees it. */
export type PeekedMessage = {
  readonly messageId: string
  readonly body: string
  readonly properties: MessageProperties | null
  readonly enqueueTime: number
  readonly firstDequeueTime: number
  readonly dequeueCount: number
  readonly priority: number
}

/** A message as a receive hands it out. */
export type ReceivedMessage = PeekedMessage & { readonly lease: string; readonly nextVisibleTime: number }
