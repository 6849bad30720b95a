import { Heap } from '../heap.ts'
import { ActiveMessages } from './activeMessages.ts'
import type { StoredMessage } from './message.ts'
import { MessageTable } from './messageTable.ts'

/** A queue's messages by number, by state and by what time does to them next. */
export class MessageStore {
  readonly #table = new MessageTable()
  readonly #active = new ActiveMessages()
  /** Delayed and inactive messages, the next one to become active first. */
  readonly #hidden = new Heap<StoredMessage>()
  #delayed = 0
  #lastOrder: number

  /** `lastOrder` is the highest number that was ever given to a message of this queue. */
  constructor(lastOrder: number) {
    this.#lastOrder = lastOrder
  }

  get lastOrder(): number {
    return this.#lastOrder
  }

  get hasActive(): boolean {
    return this.#active.size > 0
  }

  counts(): { active: number; inactive: number; delayed: number } {
    const delayed = this.#delayed
    return { active: this.#active.size, inactive: this.#hidden.size - delayed, delayed }
  }

  get(order: number): StoredMessage | undefined {
    return this.#table.get(order)
  }

  /** The one with the lowest number: the first to expire. */
  oldest(): StoredMessage | undefined {
    return this.#table.oldest()
  }

  /** The one that becomes active next. */
  nextHidden(): StoredMessage | undefined {
    return this.#hidden.first()
  }

  peek(limit: number): StoredMessage[] {
    return this.#active.peek(limit)
  }

  /** Makes an active message, or with a time and a lease a delayed one. */
  add(
    { body, properties }: Pick<StoredMessage, 'body' | 'properties'>,
    priority: number,
    enqueueTime: number,
    hidden: { due: number; lease: number } | null,
  ): StoredMessage {
    const message: StoredMessage = {
      due: hidden?.due ?? 0,
      order: ++this.#lastOrder,
      slot: -1,
      body,
      properties,
      priority,
      enqueueTime,
      firstDequeueTime: 0,
      dequeueCount: 0,
      lease: hidden?.lease ?? 0,
      state: hidden === null ? 'active' : 'delayed',
    }
    this.place(message)
    return message
  }

  /** Takes in a message as it is; numbers must rise. */
  place(message: StoredMessage): void {
    this.#table.add(message)
    if (message.state === 'active') this.#active.add(message)
    else this.#hidden.add(message)
    if (message.state === 'delayed') this.#delayed++
  }

  /** The first active message, or the one behind it; it is in no state until it is hidden. */
  takeFirst(takesSecond: boolean): StoredMessage | undefined {
    const first = this.#active.first()
    if (first === undefined) return undefined
    this.#active.remove(first)
    const second = takesSecond ? this.#active.first() : undefined
    if (second === undefined) return first
    this.#active.remove(second)
    this.#active.add(first)
    return second
  }

  /** Hides a message that was just taken. */
  hide(message: StoredMessage, due: number, lease: number): void {
    message.state = 'inactive'
    message.due = due
    message.lease = lease
    this.#hidden.add(message)
  }

  /** Gives a hidden message another time and lease; a delayed one stays delayed. */
  postpone(message: StoredMessage, due: number, lease: number): void {
    this.#hidden.remove(message)
    message.due = due
    message.lease = lease
    this.#hidden.add(message)
  }

  /** Ends a hidden message's wait and its lease. */
  activate(message: StoredMessage): void {
    this.#hidden.remove(message)
    if (message.state === 'delayed') this.#delayed--
    message.state = 'active'
    message.due = 0
    message.lease = 0
    this.#active.add(message)
  }

  /** An active message can go only while it is the oldest: that is how it expires. */
  remove(message: StoredMessage): void {
    if (message.state === 'active') this.#active.remove(message)
    else this.#hidden.remove(message)
    if (message.state === 'delayed') this.#delayed--
    this.#table.remove(message)
  }
}
