import { writeReceiptBatch } from '../../protocol/receipts/receiptBatch.ts'
import type { Clock } from '../clock.ts'
import type { HttpSender } from '../push/httpSender.ts'
import { Turnstile } from '../push/turnstile.ts'
import { parseEndpointAddress } from '../topic/endpointAddress.ts'
import type { TraceEvent } from '../trace/trace.ts'
import { type CallbackVerdict, callbackLimit, judgeCallbackAnswer } from './callbackAnswer.ts'
import { type CallbackSchedule, callbackDelay } from './callbackSchedule.ts'

export type CallbackPusherParts = {
  readonly clock: Clock
  readonly wall: Clock
  readonly sender: HttpSender
  readonly record: (event: TraceEvent) => void
}

type Batch = {
  readonly id: string
  readonly messageType: string
  readonly body: string
  readonly attempt: number
}

const largestBatch = 100
/** Milliseconds of wall time for which receipts are gathered. */
const gatherFor = 200
const width = 4

/** Pushes receipts in batches to one callback URL for each message type. */
export class CallbackPusher {
  readonly #parts: CallbackPusherParts
  readonly #urls = new Map<string, string>()
  readonly #gathered = new Map<string, string[]>()
  readonly #timers = new Set<() => void>()
  readonly #ending = new AbortController()
  readonly #turnstile = new Turnstile<Batch>(
    width,
    batch => this.#push(batch),
    () => {},
  )
  #lastBatch = 0
  schedule: CallbackSchedule = 'domestic'

  constructor(parts: CallbackPusherParts) {
    this.#parts = parts
  }

  urls(): Record<string, string> {
    return Object.fromEntries(this.#urls)
  }

  /** The new URL replaces an earlier one, and is asked with GET first, as the platform does. */
  async register(messageType: string, url: string): Promise<CallbackVerdict> {
    this.#urls.set(messageType, url)
    return this.#send(url, 'GET', '')
  }

  /** Takes up a URL that was registered in an earlier life. */
  restore(messageType: string, url: string): void {
    this.#urls.set(messageType, url)
  }

  unregister(messageType: string): void {
    this.#urls.delete(messageType)
    this.#gathered.delete(messageType)
  }

  unregisterAll(): void {
    this.#urls.clear()
    this.#gathered.clear()
    this.schedule = 'domestic'
  }

  /** Takes one receipt as JSON; without a callback for its type it goes nowhere. */
  add(messageType: string, receipt: string): void {
    if (!this.#urls.has(messageType)) return
    const gathered = this.#gathered.get(messageType)
    if (gathered === undefined) {
      this.#gathered.set(messageType, [receipt])
      this.#later(this.#parts.wall, gatherFor, () => this.#flush(messageType))
    } else {
      gathered.push(receipt)
      if (gathered.length >= largestBatch) this.#flush(messageType)
    }
  }

  close(): void {
    this.#ending.abort()
    for (const cancel of this.#timers) cancel()
    this.#timers.clear()
  }

  #flush(messageType: string): void {
    const receipts = this.#gathered.get(messageType)
    this.#gathered.delete(messageType)
    if (receipts === undefined) return
    this.#lastBatch += 1
    const id = `callback-${this.#lastBatch}`
    this.#turnstile.add({ id, messageType, body: writeReceiptBatch(receipts), attempt: 1 })
  }

  async #push(batch: Batch): Promise<void> {
    const url = this.#urls.get(batch.messageType)
    if (url === undefined || this.#ending.signal.aborted) return
    const verdict = await this.#send(url, 'POST', batch.body)
    if (this.#ending.signal.aborted) return
    const { attempt } = batch
    this.#record(batch, 'push-attempt', { attempt, accepted: verdict.accepted, ...verdict.detail })
    if (verdict.accepted) {
      this.#record(batch, 'pushed', { attempt })
      return
    }
    const delay = callbackDelay(this.schedule, attempt)
    if (delay === null) this.#record(batch, 'given-up', { attempts: attempt })
    else this.#later(this.#parts.clock, delay, () => this.#turnstile.add({ ...batch, attempt: attempt + 1 }))
  }

  async #send(url: string, method: 'GET' | 'POST', text: string): Promise<CallbackVerdict> {
    const address = parseEndpointAddress(url)
    if (address?.kind !== 'http')
      return { accepted: false, detail: { reason: `${url} is no http or https address` } }
    const headers = method === 'POST' ? ([['Content-Type', 'application/json;charset=UTF-8']] as const) : []
    const request = { method, target: address.target, headers, body: Buffer.from(text) }
    const { sender } = this.#parts
    return judgeCallbackAnswer(await sender.send(address.origin, request, callbackLimit, this.#ending.signal))
  }

  #later(clock: Clock, delay: number, action: () => void): void {
    const cancel = clock.at(clock.now() + delay, () => {
      this.#timers.delete(cancel)
      action()
    })
    this.#timers.add(cancel)
  }

  #record(batch: Batch, kind: TraceEvent['kind'], detail: NonNullable<TraceEvent['detail']>): void {
    const place = `sms/${batch.messageType}`
    this.#parts.record({ at: this.#parts.clock.now(), messageId: batch.id, kind, place, detail })
  }
}
