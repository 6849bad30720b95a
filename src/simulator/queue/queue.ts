import type { MessageProperties } from '../../protocol/xml/messageProperties.ts'
import type { Clock } from '../clock.ts'
import type { Trace, TraceEvent, TraceKind } from '../trace/trace.ts'
import { defaultPriority, type QueueAttributes } from './attributes.ts'
import type { MessageRecord, QueueJournal, QueueRecord } from './journal.ts'
import { readLease, writeLease } from './lease.ts'
import type { PeekedMessage, ReceivedMessage, StoredMessage } from './message.ts'
import { messageIdPrefix, writeMessageId } from './messageId.ts'
import { MessageStore } from './messageStore.ts'
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

export type NewMessage = {
  readonly body: string
  readonly delaySeconds?: number | null
  readonly priority?: number | null
  readonly properties?: MessageProperties | null
}
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
  readonly #messages: MessageStore
  readonly #waiters: Waiters<ReceivedMessage[]>
  /** Ids of the copies that a fault made. */
  readonly #copies = new Map<number, string>()
  #attributes: QueueAttributes
  #lastModifyTime: number
  #lastLease: number
  #armed: { readonly due: number; readonly cancel: () => void } | null = null
  #removed = false

  constructor(record: QueueRecord, around: QueueSurroundings) {
    this.id = record.id
    this.name = record.name
    this.createTime = record.createTime
    this.#attributes = record.attributes
    this.#lastModifyTime = record.lastModifyTime
    this.#messages = new MessageStore(record.lastOrder)
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
      lastOrder: this.#messages.lastOrder,
      lastLease: this.#lastLease,
    }
  }

  counts(): { active: number; inactive: number; delayed: number } {
    this.#advance()
    return this.#messages.counts()
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
    return this.#messages.peek(limit).map(message => this.#peeked(message))
  }

  changeVisibility(text: string, seconds: number, by?: string): ChangedVisibility | LeaseProblem {
    const now = this.#advance()
    const message = this.#leased(text)
    if (typeof message === 'string') return message
    this.#messages.postpone(message, now + seconds * 1000, ++this.#lastLease)
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
    this.#messages.place({ ...kept, slot: -1, state })
    if (copyOf !== null) this.#copies.set(record.order, copyOf)
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
    const hidden = delay > 0 ? { due: now + delay * 1000, lease: ++this.#lastLease } : null
    const { body, properties = null } = item
    const message = this.#messages.add({ body, properties }, item.priority ?? defaultPriority, now, hidden)
    this.#around.journal?.messageAdded(this.id, message, null)
    const messageId = this.#idOf(message)
    if (hidden === null) this.#tell('sent', now, messageId, by)
    else this.#tell('delayed', now, messageId, by, { nextVisibleTime: hidden.due })
    return { messageId, lease: hidden === null ? null : this.#leaseOf(message) }
  }

  #take(wanted: number, now: number, by: string | undefined): ReceivedMessage[] | null {
    if (!this.#messages.hasActive) return null
    const { faults, journal } = this.#around
    const taken: ReceivedMessage[] = []
    while (taken.length < wanted) {
      const message = this.#messages.takeFirst(faults?.reorders() ?? false)
      if (message === undefined) break
      message.dequeueCount++
      if (message.firstDequeueTime === 0) message.firstDequeueTime = now
      this.#messages.hide(message, now + this.#attributes.visibilityTimeout * 1000, ++this.#lastLease)
      journal?.messageChanged(this.id, message)
      const received = this.#received(message)
      const { nextVisibleTime, dequeueCount } = received
      this.#tell('received', now, received.messageId, by, { nextVisibleTime, dequeueCount })
      taken.push(received)
      if (faults?.duplicates()) this.#duplicate(message)
    }
    return taken
  }

  #duplicate(message: StoredMessage): void {
    const id = this.#idOf(message)
    const copy = this.#messages.add(message, message.priority, message.enqueueTime, null)
    this.#copies.set(copy.order, id)
    this.#around.journal?.messageAdded(this.id, copy, id)
  }

  #serveWaiters(): void {
    if (this.#waiters.size === 0 || !this.#messages.hasActive) return
    const now = this.#around.clock.now()
    this.#waiters.serve((wanted, by) => this.#take(wanted, now, by))
  }

  /** Does what time has brought since the last look; returns the time. */
  #advance(): number {
    const now = this.#around.clock.now()
    const messages = this.#messages
    for (
      let next = messages.nextHidden();
      next !== undefined && next.due <= now;
      next = messages.nextHidden()
    ) {
      this.#tell('made-visible', next.due, this.#idOf(next))
      messages.activate(next)
    }
    const retention = this.#attributes.messageRetentionPeriod * 1000
    let oldest = messages.oldest()
    while (oldest !== undefined && oldest.enqueueTime + retention <= now) {
      this.#tell('expired', oldest.enqueueTime + retention, this.#idOf(oldest))
      this.#forget(oldest)
      oldest = messages.oldest()
    }
    return now
  }

  #forget(message: StoredMessage): void {
    this.#messages.remove(message)
    this.#copies.delete(message.order)
    this.#around.journal?.messageRemoved(this.id, message)
  }

  /** One timer for the whole queue, at the next moment that changes something by itself. */
  #arm(): void {
    if (this.#removed) return
    const oldest = this.#messages.oldest()
    if (oldest === undefined) return
    const expiry = oldest.enqueueTime + this.#attributes.messageRetentionPeriod * 1000
    const due = Math.min(expiry, this.#messages.nextHidden()?.due ?? expiry)
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
    const message = parts.queueId === this.id ? this.#messages.get(parts.order) : undefined
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
      properties: message.properties,
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
      properties: message.properties,
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
