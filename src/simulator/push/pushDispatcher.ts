import type { Clock } from '../clock.ts'
import type { Random } from '../random.ts'
import type { Subscription } from '../topic/subscription.ts'
import type { TopicMessage } from '../topic/topicMessage.ts'
import type { TraceEvent } from '../trace/trace.ts'
import type { Courier, Delivery, DeliveryAnswer } from './delivery.ts'
import type { PushFault } from './pushFaults.ts'
import { retryDelay } from './retrySchedule.ts'
import { Turnstile } from './turnstile.ts'

export type PushDispatcherParts = {
  readonly clock: Clock
  readonly random: Random
  readonly record: (event: TraceEvent) => void
  readonly courier: Courier
  /** The subscription as it is now; null once it is gone, and its pushes end with it. */
  readonly current: (topicName: string, name: string) => Subscription | null
  readonly drawFault: (message: TopicMessage, subscription: Subscription) => PushFault
  /** Remembers what is still to be done; a later process takes it up again. */
  readonly ledger: PushLedger
  /** Pushes in flight to one endpoint at a time; another endpoint never waits for it. */
  readonly width?: number
}

/** A push that is still to be made. `due` in milliseconds since 1970. */
export type Errand = {
  readonly message: TopicMessage
  readonly subscription: Subscription
  readonly fault: PushFault
  readonly attempt: number
  readonly due: number
}

type PushLedger = {
  /** `key` names the errand: a later note under the same key replaces the earlier. */
  note(key: string, errand: Errand): void
  strike(key: string): void
}

/** Carries published messages to their subscriptions and tries again as each one's strategy says. */
export class PushDispatcher {
  readonly #parts: PushDispatcherParts
  readonly #turnstiles = new Map<string, Turnstile<Errand>>()
  readonly #timers = new Set<() => void>()
  readonly #ending = new AbortController()

  constructor(parts: PushDispatcherParts) {
    this.#parts = parts
  }

  send(message: TopicMessage, subscriptions: readonly Subscription[]): void {
    for (const subscription of subscriptions) {
      const fault = this.#parts.drawFault(message, subscription)
      const due = this.#parts.clock.now() + fault.holdBack
      this.resume({ message, subscription, fault, attempt: 1, due })
    }
  }

  /** Takes up an errand, now or when it is due. */
  resume(errand: Errand): void {
    this.#parts.ledger.note(keyOf(errand), errand)
    if (errand.due <= this.#parts.clock.now()) {
      this.#enqueue(errand)
      return
    }
    const cancel = this.#parts.clock.at(errand.due, () => {
      this.#timers.delete(cancel)
      this.#enqueue(errand)
    })
    this.#timers.add(cancel)
  }

  /** Ends every retry and every push in flight. */
  close(): void {
    this.#ending.abort()
    for (const cancel of this.#timers) cancel()
    this.#timers.clear()
  }

  #enqueue(errand: Errand): void {
    const endpoint = errand.subscription.endpoint
    const turnstile =
      this.#turnstiles.get(endpoint) ??
      new Turnstile<Errand>(
        this.#parts.width ?? 16,
        each => this.#attempt(each),
        () => this.#turnstiles.delete(endpoint),
      )
    this.#turnstiles.set(endpoint, turnstile)
    turnstile.add(errand)
  }

  async #attempt(errand: Errand): Promise<void> {
    if (this.#ending.signal.aborted) return
    const { message, attempt, fault } = errand
    const { name, createTime } = errand.subscription
    const subscription = this.#parts.current(message.topicName, name)
    if (subscription?.createTime !== createTime) {
      this.#giveUp(errand, attempt - 1, 'the subscription is gone')
    } else if (message.expiresAt <= this.#parts.clock.now()) {
      this.#giveUp(errand, attempt - 1, "the message's life has ended")
    } else {
      const delivery: Delivery = { message, subscription, attempt, damage: fault.signature }
      const answer = await this.#parts.courier(delivery, this.#ending.signal).catch(describeSurprise)
      if (!this.#ending.signal.aborted) this.#settle(errand, subscription, answer)
    }
  }

  #settle(errand: Errand, subscription: Subscription, answer: DeliveryAnswer): void {
    const { attempt } = errand
    this.#record(errand, 'push-attempt', { attempt, outcome: answer.outcome, ...answer.detail })
    switch (answer.outcome) {
      case 'accepted':
        this.#record(errand, 'pushed', { attempt })
        this.#repeat(errand)
        break
      case 'failed':
        this.#retry(errand, subscription)
        break
      case 'impossible':
        this.#giveUp(errand, attempt, 'no retry could succeed')
        break
      default:
        answer.outcome satisfies never
    }
  }

  #repeat(errand: Errand): void {
    const { repeatAfter } = errand.fault
    if (repeatAfter === null) {
      this.#parts.ledger.strike(keyOf(errand))
    } else {
      const fault = { ...errand.fault, repeatAfter: null }
      this.resume({ ...errand, fault, attempt: 1, due: this.#parts.clock.now() + repeatAfter })
    }
  }

  #retry(errand: Errand, subscription: Subscription): void {
    const delay = retryDelay(subscription.notifyStrategy, errand.attempt, this.#parts.random)
    if (delay === null) {
      this.#giveUp(errand, errand.attempt, `${subscription.notifyStrategy} allows no further retry`)
    } else {
      this.resume({ ...errand, attempt: errand.attempt + 1, due: this.#parts.clock.now() + delay })
    }
  }

  #giveUp(errand: Errand, attempts: number, reason: string): void {
    this.#parts.ledger.strike(keyOf(errand))
    this.#record(errand, 'given-up', { attempts, reason })
  }

  #record(errand: Errand, kind: TraceEvent['kind'], detail: NonNullable<TraceEvent['detail']>): void {
    const { message, subscription } = errand
    this.#parts.record({
      at: this.#parts.clock.now(),
      messageId: message.id,
      kind,
      place: `topics/${message.topicName}/subscriptions/${subscription.name}`,
      detail,
    })
  }
}

function keyOf({ message, subscription }: Errand): string {
  return `${message.topicName}/${subscription.name}/${message.id}`
}

/** A fault of ours must not end the retries of a message that was accepted. */
function describeSurprise(surprise: unknown): DeliveryAnswer {
  return { outcome: 'failed', detail: { reason: `the simulator failed: ${String(surprise)}` } }
}
