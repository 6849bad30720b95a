import type { Clock } from '../clock.ts'
import type { Random } from '../random.ts'
import type { ReceiptFate } from '../sms/receiptFate.ts'
import type { SentSms } from '../sms/sendLog.ts'
import { newSms } from '../sms/smsGateway.ts'
import { carrierPrefixes } from './carriers.ts'
import { pickCarrier, tellFate } from './tellFate.ts'
import type { TrafficSettings } from './trafficMix.ts'

export type TrafficParts = {
  /** What sends and receipts are dated by. */
  readonly clock: Clock
  /** What the rate goes by. */
  readonly wall: Clock
  readonly random: Random
  readonly nextBizId: () => string
  readonly accept: (sent: SentSms, fate: ReceiptFate) => void
}

const tick = 50
/** After a stall the generator makes up for this much, and lets the rest go. */
const longestArrears = 1000
const messages = [
  { sign: '阿里云', template: 'SMS_71390007', write: (code: number) => `您的验证码为${code}，5分钟内有效。` },
  { sign: '云商城', template: 'SMS_10001', write: (code: number) => `您的订单${code}已发货，请留意查收。` },
  {
    sign: '云商城',
    template: 'SMS_10002',
    write: (code: number) => `会员日来了，券码${code}今日有效，回复TD退订。`,
  },
] as const

/** Sends SMS at a rate, straight into the gateway. The same seed and settings give the same traffic. */
export class TrafficGenerator {
  readonly #parts: TrafficParts
  #settings: TrafficSettings
  #sent = 0
  #owed = 0
  #lastTick = 0
  #lastBurst = 0
  #cancel: (() => void) | null = null

  constructor(parts: TrafficParts, settings: TrafficSettings) {
    this.#parts = parts
    this.#settings = settings
    this.#restart()
  }

  get settings(): TrafficSettings {
    return this.#settings
  }

  get sent(): number {
    return this.#sent
  }

  change(settings: TrafficSettings): void {
    this.#settings = settings
    this.#restart()
  }

  /** So many at once, whatever the rate; they count towards the limit. */
  burst(count: number): void {
    for (let left = count; left > 0; left -= 1) this.#send()
  }

  close(): void {
    this.#cancel?.()
    this.#cancel = null
  }

  #restart(): void {
    this.close()
    const { rate, burst } = this.#settings
    this.#sent = 0
    this.#owed = 0
    this.#lastTick = this.#parts.wall.now()
    this.#lastBurst = this.#lastTick
    if (rate > 0 || burst !== null) this.#arm()
  }

  #arm(): void {
    const { wall } = this.#parts
    this.#cancel = wall.at(wall.now() + tick, () => {
      this.#run(wall.now())
      if (this.#sent < (this.#settings.limit ?? Number.POSITIVE_INFINITY)) this.#arm()
    })
  }

  #run(now: number): void {
    const { rate, burst, limit } = this.#settings
    const passed = Math.min(now - this.#lastTick, longestArrears)
    this.#lastTick = now
    this.#owed += (rate * passed) / 1000
    if (burst !== null && now - this.#lastBurst >= burst.every) {
      this.#owed += burst.size
      this.#lastBurst = now
    }
    const allowed = limit === null ? this.#owed : Math.min(this.#owed, limit - this.#sent)
    for (let left = Math.floor(allowed); left > 0; left -= 1) this.#send()
    this.#owed -= Math.floor(this.#owed)
  }

  #send(): void {
    const { clock, random, nextBizId, accept } = this.#parts
    this.#sent += 1
    const phone = this.#pickPhone()
    const message = messages[Math.floor(random() * messages.length)] ?? messages[0]
    const content = `【${message.sign}】${message.write(100_000 + Math.floor(random() * 900_000))}`
    const sent = newSms({
      bizId: nextBizId(),
      phone,
      signName: message.sign,
      templateCode: message.template,
      content,
      outId: `order-${this.#sent}`,
      extendCode: '',
      sendTime: clock.now(),
    })
    accept(sent, tellFate(phone, this.#settings, random))
  }

  /** One of the numbers in use; the same draw always gives the same number. */
  #pickPhone(): string {
    const { random } = this.#parts
    const number = Math.floor(random() * this.#settings.phones)
    const scattered = Math.imul(number + 1, 0x9e3779b1) >>> 0
    const carrier = pickCarrier(this.#settings.carriers, (scattered % 1000) / 1000)
    const prefixes = carrierPrefixes[carrier]
    const prefix = prefixes[scattered % prefixes.length] ?? '138'
    return prefix + String(scattered % 100_000_000).padStart(8, '0')
  }
}
