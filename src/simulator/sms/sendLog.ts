type SmsStatus = 'pending' | 'failed' | 'delivered'

/** One SMS to one number. Times in milliseconds since 1970. */
export type SentSms = {
  readonly bizId: string
  readonly phone: string
  readonly signName: string
  readonly templateCode: string
  readonly content: string
  readonly outId: string
  readonly parts: number
  readonly extendCode: string
  readonly sendTime: number
  status: SmsStatus
  errCode: string | null
  reportTime: number | null
}

export type DayTotals = {
  readonly day: string
  total: number
  delivered: number
  failed: number
}

const rememberedDays = 30

/** What was sent, as the compensation queries see it: thirty days of it, and never more than `capacity`. */
export class SendLog {
  readonly #capacity: number
  readonly #dayOf: (time: number) => string
  readonly #onForget: (sent: SentSms) => void
  readonly #byPhone = new Map<string, SentSms[]>()
  readonly #days = new Map<string, DayTotals>()
  #order: SentSms[] = []
  #oldest = 0

  /** `onForget` is told of each SMS that is remembered no longer. */
  constructor(dayOf: (time: number) => string, { capacity = 100_000, onForget = (_: SentSms) => {} } = {}) {
    this.#dayOf = dayOf
    this.#capacity = capacity
    this.#onForget = onForget
  }

  add(sent: SentSms): void {
    this.#order.push(sent)
    const ofPhone = this.#byPhone.get(sent.phone)
    if (ofPhone) ofPhone.push(sent)
    else this.#byPhone.set(sent.phone, [sent])
    const totals = this.#totals(sent.sendTime)
    totals.total += 1
    if (sent.status === 'delivered') totals.delivered += 1
    if (sent.status === 'failed') totals.failed += 1
    this.#forget(sent.sendTime)
  }

  /** The carrier's word on an SMS; a later word replaces an earlier one. */
  settle(sent: SentSms, errCode: string, delivered: boolean, reportTime: number): void {
    const totals = this.#totals(sent.sendTime)
    if (sent.status === 'delivered') totals.delivered -= 1
    if (sent.status === 'failed') totals.failed -= 1
    sent.status = delivered ? 'delivered' : 'failed'
    sent.errCode = errCode
    sent.reportTime = reportTime
    if (delivered) totals.delivered += 1
    else totals.failed += 1
  }

  /** Newest first. */
  find(phone: string, day: string, bizId: string | null): SentSms[] {
    const ofPhone = this.#byPhone.get(phone) ?? []
    return ofPhone
      .filter(sent => this.#dayOf(sent.sendTime) === day && (bizId === null || sent.bizId === bizId))
      .reverse()
  }

  findByBizId(phone: string, bizId: string): SentSms | null {
    return this.#byPhone.get(phone)?.findLast(sent => sent.bizId === bizId) ?? null
  }

  /** When an SMS last went to a number since `from`, oldest first. */
  timesSince(phone: string, from: number): number[] {
    return (this.#byPhone.get(phone) ?? []).map(sent => sent.sendTime).filter(time => time > from)
  }

  /** Totals of the days from `first` to `last`, both included, as `yyyyMMdd`. */
  totals(first: string, last: string): DayTotals[] {
    return [...this.#days.values()]
      .filter(({ day }) => day >= first && day <= last)
      .sort((one, other) => (one.day < other.day ? 1 : -1))
  }

  get size(): number {
    return this.#order.length - this.#oldest
  }

  clear(): void {
    for (const sent of this.#order.slice(this.#oldest)) this.#onForget(sent)
    this.#order = []
    this.#oldest = 0
    this.#byPhone.clear()
    this.#days.clear()
  }

  #totals(time: number): DayTotals {
    const day = this.#dayOf(time)
    const known = this.#days.get(day)
    if (known) return known
    const fresh = { day, total: 0, delivered: 0, failed: 0 }
    this.#days.set(day, fresh)
    return fresh
  }

  #forget(now: number): void {
    const horizon = now - (rememberedDays + 1) * 86_400_000
    for (let sent = this.#order[this.#oldest]; sent !== undefined; sent = this.#order[this.#oldest]) {
      if (this.size <= this.#capacity && sent.sendTime > horizon) break
      this.#oldest += 1
      const ofPhone = this.#byPhone.get(sent.phone)
      ofPhone?.shift()
      if (ofPhone?.length === 0) this.#byPhone.delete(sent.phone)
      this.#onForget(sent)
    }
    if (this.#oldest > 4096 && this.#oldest * 2 > this.#order.length) {
      this.#order = this.#order.slice(this.#oldest)
      this.#oldest = 0
    }
  }
}
