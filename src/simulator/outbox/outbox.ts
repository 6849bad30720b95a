type Common = {
  /** Simulated milliseconds since 1970. */
  readonly at: number
  /** The topic message it came from; null where it was sent through the SMS API. */
  readonly messageId: string | null
  readonly to: string
}

type OutboxMail = Common & {
  readonly kind: 'mail'
  readonly from: string
  readonly subject: string
  readonly body: string
  readonly isHtml: boolean
  readonly replyToAddress: boolean
  readonly addressType: number
}

type OutboxSms = Common & {
  readonly kind: 'sms'
  readonly bizId: string
  readonly signName: string
  readonly templateCode: string
  /** The text as the handset would show it. */
  readonly content: string
  readonly parts: number
}

export type OutboxItem = OutboxMail | OutboxSms

/** Mail and SMS that would have left the house; the latest are kept to be read. */
export class Outbox {
  readonly #capacity: number
  #items: OutboxItem[] = []
  #total = 0

  constructor(capacity = 1000) {
    this.#capacity = capacity
  }

  add(item: OutboxItem): void {
    this.#items.push(item)
    this.#total += 1
    if (this.#items.length >= this.#capacity * 2) this.#items = this.#items.slice(-this.#capacity)
  }

  /** Oldest first. */
  latest(limit = this.#capacity): OutboxItem[] {
    return limit > 0 ? this.#items.slice(-Math.min(limit, this.#capacity)) : []
  }

  get total(): number {
    return this.#total
  }

  clear(): void {
    this.#items = []
    this.#total = 0
  }
}
