import type { Clock } from '../clock.ts'
import { Heap } from '../heap.ts'
import type { Trace, TraceEvent, TraceKind } from '../trace/trace.ts'
import { ActiveMessages } from './activeMessages.ts'
import { defaultPriority, type QueueAttributes } from './attributes.ts'
import type { MessageRecord, QueueJournal, QueueRecord } from './journal.ts'
import { readLease, writeLease } from './lease.ts'
import type { PeekedMessage, ReceivedMessage, StoredMessage } from './message.ts'
import { messageIdPrefix, writeMessageId } from './messageId.ts'
import { MessageTable } from './messageTable.ts'
import { Waiters } from './waiters.ts'

/** Deliveries gone wrong on purpose; asked once for each message. */
export type DeliveryFaults = {
  /** The message is handed out, and a second one of the same id waits behind it. */
  duplicates(): boolean
  /** The message behind is handed out first. */
  reorders(): boolean
}

export type QueueSurroundings = {
  readonly clock: Clock
  /** What long polls wait by. */
  readonly wall: Clock
  readonly trace: Trace
  readonly journal: QueueJournal | null
  readonly faults: DeliveryFaults | null
}

export type NewMessage = { readonly body: string; readonly delaySeconds?: number; readonly priority?: number }
/** `lease` is given for a delayed message alone: it deletes or re-times the message before it is active. */
export type SentMessage = { readonly messageId: string; readonly lease: string | null }
export type LeaseProblem = 'malformed' | 'not-held'
export type ChangedVisibility = { readonly lease: string; readonly nextVisibleTime: number }

/** One queue: a state machine that knows no HTTP and no time but its clock's. Limits are its callers' matter. */
export class Queue {
  readonly id: number
  readonly name: string
  readonly createTime: number
  readonly #place: string
  readonly #idPrefix: string
  readonly #around: QueueSurroundings
  readonly #table = new MessageTable()
  readonly #active = new ActiveMessages()
  /** Delayed and inactive messages, the next one to become active first. */
  readonly #hidden = new Heap<StoredMessage>()
  readonly #waiters: Waiters<ReceivedMessage[]>
  /** Ids of the copies that a fault made. */
  readonly #copies = new Map<number, string>()
  #attributes: QueueAttributes
  #lastModifyTime: number
  #lastOrder: number
  #lastLease: number
  #delayed = 0
  #armed: { readonly due: number; readonly cancel: () => void } | null = null
  #removed = false

  constructor(record: QueueRecord, around: QueueSurroundings) {
    this.id = record.id
    this.name = record.name
    this.createTime = record.createTime
    this.#attributes = record.attributes
    this.#lastModifyTime = record.lastModifyTime
    this.#lastOrder = record.lastOrder
    this.#lastLease = record.lastLease
    this.#around = around
    this.#place = `queues/${record.name}`
    this.#idPrefix = messageIdPrefix(`${record.id}/${record.name}/${record.createTime}`)
    this.#waiters = new Waiters(around.wall)
  }

  get attributes(): QueueAttributes {
    return this.#attributes
  }

  get lastModifyTime(): number {
    return this.#lastModifyTime
  }

  get waiting(): number {
    return this.#waiters.size
  }

  record(): QueueRecord {
    return {
      id: this.id,
      name: this.name,
      attributes: this.#attributes,
      createTime: this.createTime,
      lastModifyTime: this.#lastModifyTime,
      lastOrder: this.#lastOrder,
      lastLease: this.#lastLease,
    }
  }

  counts(): { active: number; inactive: number; delayed: number } {
    this.#advance()
    return {
      active: this.#active.size,
      inactive: this.#hidden.size - this.#delayed,
      delayed: this.#delayed,
    }
  }

  setAttributes(change: Partial<QueueAttributes>): void {
    this.#advance()
    this.#attributes = { ...this.#attributes, ...change }
    this.#lastModifyTime = this.#around.clock.now()
    this.#around.journal?.queueChanged(this.record())
    this.#advance()
    this.#arm()
  }

  /** Waiting receivers see the whole batch, not its first message alone. */
  send(batch: readonly NewMessage[], by?: string): SentMessage[] {
    const now = this.#advance()
    const sent = batch.map(item => this.#enqueue(item, now, by))
    this.#serveWaiters()
    this.#arm()
    return sent
  }

  /**
   * Hands out up to `wanted` messages: at once, or when some become active within `milliseconds`, or none when
   * the time is up; null when the queue is deleted meanwhile. Returns what withdraws a wait.
   */
  receive(
    wanted: number,
    milliseconds: number,
    done: (messages: ReceivedMessage[] | null) => void,
    by?: string,
  ): () => void {
    const now = this.#advance()
    const messages = this.#take(wanted, now, by)
    this.#arm()
    if (messages !== null || milliseconds <= 0) {
      done(messages ?? [])
      return () => {}
    }
    return this.#waiters.add(wanted, milliseconds, found => done(found ?? (this.#removed ? null : [])), by)
  }

  peek(limit: number): PeekedMessage[] {
    this.#advance()
    return this.#active.peek(limit).map(message => this.#peeked(message))
  }

  changeVisibility(text: string, seconds: number, by?: string): ChangedVisibility | LeaseProblem {
    const now = this.#advance()
    const message = this.#leased(text)
    if (typeof message === 'string') return message
    this.#hidden.remove(message)
    this.#hide(message, now + seconds * 1000)
    this.#around.journal?.messageChanged(this.id, message)
    this.#tell('visibility-changed', now, this.#idOf(message), by, { nextVisibleTime: message.due })
    this.#arm()
    return { lease: this.#leaseOf(message), nextVisibleTime: message.due }
  }

  /** Null when the message is gone for good. */
  delete(text: string, by?: string): LeaseProblem | null {
    const now = this.#advance()
    const message = this.#leased(text)
    if (typeof message === 'string') return message
    this.#tell('deleted', now, this.#idOf(message), by)
    this.#forget(message)
    return null
  }

  /** Brings back what an earlier process stored; numbers must rise. */
  restore(record: MessageRecord): void {
    const { delayed, copyOf, ...kept } = record
    const state = record.due === 0 ? 'active' : delayed ? 'delayed' : 'inactive'
    const message: StoredMessage = { ...kept, slot: -1, state }
    this.#table.add(message)
    if (copyOf !== null) this.#copies.set(message.order, copyOf)
    if (state === 'active') this.#active.add(message)
    else this.#hidden.add(message)
    if (state === 'delayed') this.#delayed++
    this.#arm()
  }

  /** Ends every wait; the queue is of no use afterwards. */
  remove(): void {
    this.#removed = true
    this.#armed?.cancel()
    this.#armed = null
    this.#waiters.dismiss()
  }

  #enqueue(item: NewMessage, now: number, by: string | undefined): SentMessage {
    const delay = item.delaySeconds ?? this.#attributes.delaySeconds
    const message = this.#add(item.body, item.priority ?? defaultPriority, now)
    if (delay > 0) {
      message.state = 'delayed'
      this.#delayed++
      this.#hide(message, now + delay * 1000)
    } else {
      this.#active.add(message)
    }
    this.#around.journal?.messageAdded(this.id, message, null)
    const messageId = this.#idOf(message)
    if (delay === 0) this.#tell('sent', now, messageId, by)
    else this.#tell('delayed', now, messageId, by, { nextVisibleTime: message.due })
    return { messageId, lease: delay > 0 ? this.#leaseOf(message) : null }
  }

  #add(body: string, priority: number, enqueueTime: number): StoredMessage {
    const message: StoredMessage = {
      due: 0,
      order: ++this.#lastOrder,
      slot: -1,
      body,
      priority,
      enqueueTime,
      firstDequeueTime: 0,
      dequeueCount: 0,
      lease: 0,
      state: 'active',
    }
    this.#table.add(message)
    return message
  }

  /** Gives the message a new lease that ends at `due`. */
  #hide(message: StoredMessage, due: number): void {
    message.due = due
    message.lease = ++this.#lastLease
    this.#hidden.add(message)
  }

  #take(wanted: number, now: number, by: string | undefined): ReceivedMessage[] | null {
    if (this.#active.size === 0) return null
    const taken: ReceivedMessage[] = []
    while (taken.length < wanted) {
      const message = this.#next()
      if (message === undefined) break
      message.state = 'inactive'
      message.dequeueCount++
      if (message.firstDequeueTime === 0) message.firstDequeueTime = now
      this.#hide(message, now + this.#attributes.visibilityTimeout * 1000)
      this.#around.journal?.messageChanged(this.id, message)
      const received = this.#received(message)
      const { nextVisibleTime, dequeueCount } = received
      this.#tell('received', now, received.messageId, by, { nextVisibleTime, dequeueCount })
      taken.push(received)
      if (this.#around.faults?.duplicates()) this.#duplicate(message)
    }
    return taken
  }

  #next(): StoredMessage | undefined {
    const first = this.#active.first()
    if (first === undefined) return undefined
    this.#active.remove(first)
    const second = this.#around.faults?.reorders() ? this.#active.first() : undefined
    if (second === undefined) return first
    this.#active.remove(second)
    this.#active.add(first)
    return second
  }

  #duplicate(message: StoredMessage): void {
    const copy = this.#add(message.body, message.priority, message.enqueueTime)
    this.#copies.set(copy.order, this.#idOf(message))
    this.#active.add(copy)
    this.#around.journal?.messageAdded(this.id, copy, this.#idOf(message))
  }

  #serveWaiters(): void {
    if (this.#waiters.size === 0 || this.#active.size === 0) return
    const now = this.#around.clock.now()
    this.#waiters.serve((wanted, by) => this.#take(wanted, now, by))
  }

  /** Does what time has brought since the last look; returns the time. */
  #advance(): number {
    const now = this.#around.clock.now()
    for (let message = this.#hidden.first(); message !== undefined && message.due <= now; ) {
      this.#activate(message)
      message = this.#hidden.first()
    }
    const expiredBefore = now - this.#attributes.messageRetentionPeriod * 1000
    for (
      let message = this.#table.oldest();
      message !== undefined && message.enqueueTime <= expiredBefore;
    ) {
      const at = message.enqueueTime + this.#attributes.messageRetentionPeriod * 1000
      this.#tell('expired', at, this.#idOf(message))
      this.#forget(message)
      message = this.#table.oldest()
    }
    return now
  }

  #activate(message: StoredMessage): void {
    this.#tell('made-visible', message.due, this.#idOf(message))
    this.#hidden.remove(message)
    if (message.state === 'delayed') this.#delayed--
    message.state = 'active'
    message.due = 0
    message.lease = 0
    this.#active.add(message)
  }

  #forget(message: StoredMessage): void {
    if (message.state === 'active') this.#active.remove(message)
    else this.#hidden.remove(message)
    if (message.state === 'delayed') this.#delayed--
    this.#table.remove(message)
    this.#copies.delete(message.order)
    this.#around.journal?.messageRemoved(this.id, message)
  }

  /** One timer for the whole queue, at the next moment that changes something by itself. */
  #arm(): void {
    if (this.#removed) return
    const oldest = this.#table.oldest()
    if (oldest === undefined) return
    const expiry = oldest.enqueueTime + this.#attributes.messageRetentionPeriod * 1000
    const due = Math.min(expiry, this.#hidden.first()?.due ?? expiry)
    if (this.#armed !== null) {
      if (this.#armed.due <= due) return
      this.#armed.cancel()
    }
    const cancel = this.#around.clock.at(due, () => {
      this.#armed = null
      this.#advance()
      this.#serveWaiters()
      this.#arm()
    })
    this.#armed = { due, cancel }
  }

  #leased(text: string): StoredMessage | LeaseProblem {
    const parts = readLease(text)
    if (parts === null) return 'malformed'
    const message = parts.queueId === this.id ? this.#table.get(parts.order) : undefined
    return message === undefined || parts.lease === 0 || message.lease !== parts.lease ? 'not-held' : message
  }

  #leaseOf(message: StoredMessage): string {
    const { order, lease, due, priority } = message
    return writeLease({ queueId: this.id, order, lease }, due, priority)
  }

  #idOf(message: StoredMessage): string {
    const copyOf = this.#copies.size === 0 ? undefined : this.#copies.get(message.order)
    if (copyOf !== undefined) return copyOf
    return writeMessageId(this.#idPrefix, message.enqueueTime, message.order)
  }

  #peeked(message: StoredMessage): PeekedMessage {
    return {
      messageId: this.#idOf(message),
      body: message.body,
      enqueueTime: message.enqueueTime,
      firstDequeueTime: message.firstDequeueTime === 0 ? message.enqueueTime : message.firstDequeueTime,
      dequeueCount: message.dequeueCount,
      priority: message.priority,
    }
  }

  #received(message: StoredMessage): ReceivedMessage {
    return {
      messageId: this.#idOf(message),
      body: message.body,
      enqueueTime: message.enqueueTime,
      firstDequeueTime: message.firstDequeueTime,
      dequeueCount: message.dequeueCount,
      priority: message.priority,
      lease: this.#leaseOf(message),
      nextVisibleTime: message.due,
    }
  }

  #tell(kind: TraceKind, at: number, messageId: string, by?: string, detail?: TraceEvent['detail']): void {
    this.#around.trace.record({ at, messageId, kind, place: this.#place, by, detail })
  }
}
