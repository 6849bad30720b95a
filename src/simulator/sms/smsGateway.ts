import { isDeliveredCode } from '../../protocol/receipts/smsReport.ts'
import type { SmsParameters } from '../../protocol/xml/directAttributes.ts'
import type { Clock } from '../clock.ts'
import type { Outbox } from '../outbox/outbox.ts'
import { readPhoneNumber } from './phoneNumber.ts'
import type { ReceiptSink } from './receiptDelivery.ts'
import type { FateTeller, ReceiptFate } from './receiptFate.ts'
import type { SendLog, SentSms } from './sendLog.ts'
import { countParts, type SmsCatalogue } from './smsCatalogue.ts'
import type { SmsJourney, SmsLedger } from './smsLedger.ts'
import { checkLimits } from './smsLimits.ts'
import { refuseBusiness, type SmsRefusal } from './smsRefusal.ts'

export type SmsOrder = {
  readonly phone: string
  readonly signName: string
  readonly templateCode: string
  readonly parameters: SmsParameters
  readonly outId: string
  readonly extendCode: string
}

export type SmsGatewayParts = {
  readonly clock: Clock
  readonly log: SendLog
  readonly catalogue: SmsCatalogue
  readonly outbox: Outbox
  readonly tellFate: FateTeller
  readonly sink: ReceiptSink
  readonly ledger: SmsLedger
}

type Sent = { readonly outcome: 'sent'; readonly bizId: string }

/** Takes SMS orders, and lets come back what their fate has in store. */
export class SmsGateway {
  readonly #parts: SmsGatewayParts
  readonly #timers = new Set<() => void>()
  #lastBizId = 0
  #lastSequence = 0

  constructor(parts: SmsGatewayParts) {
    this.#parts = parts
  }

  /** All of the orders or none, under one BizId. `messageId` names the topic message they came with. */
  send(orders: readonly SmsOrder[], messageId: string | null = null): Sent | SmsRefusal {
    const { clock, log, catalogue, outbox, tellFate } = this.#parts
    const now = clock.now()
    const bizId = this.nextBizId()
    const accepted: SentSms[] = []
    for (const order of orders) {
      const phone = readPhoneNumber(order.phone)
      if (phone === null)
        return refuseBusiness('isv.MOBILE_NUMBER_ILLEGAL', `${order.phone} is no valid phone number`)
      if (!/^\d{0,12}$/.test(order.extendCode))
        return refuseBusiness(
          'isv.EXTEND_CODE_ERROR',
          `${order.extendCode} is no extension of up to 12 digits`,
        )
      const text = catalogue.render(order.signName, order.templateCode, order.parameters)
      if (text.outcome === 'refused') return text
      const limited = catalogue.strict ? checkLimits(log, phone, now) : null
      if (limited) return limited
      accepted.push(newSms({ ...order, phone, bizId, content: text.content, sendTime: now }))
    }
    for (const sent of accepted) {
      const { phone: to, signName, templateCode, content, parts } = sent
      outbox.add({ kind: 'sms', at: now, messageId, to, bizId, signName, templateCode, content, parts })
      const journey = { sent, fate: tellFate(to), reported: 0, replied: false }
      this.#parts.ledger.note(journey)
      this.#follow(journey, true)
    }
    return { outcome: 'sent', bizId }
  }

  /** Takes an SMS as sent, without any check or memory beyond this process: receipts come as its fate says. */
  accept(sent: SentSms, fate: ReceiptFate): void {
    this.#follow({ sent, fate, reported: 0, replied: false }, false)
  }

  /** Goes on with what an earlier process acknowledged. */
  resume(): void {
    for (const journey of this.#parts.ledger.left()) this.#follow(journey, true)
  }

  /** The carrier's word on an SMS, as of now. */
  report(sent: SentSms, errCode: string, errMessage: string, reportTime = this.#parts.clock.now()): void {
    const delivered = isDeliveredCode(errCode)
    this.#parts.log.settle(sent, errCode, delivered, reportTime)
    const { phone, sendTime, parts, bizId } = sent
    const outId = sent.outId === '' ? null : sent.outId
    this.#parts.sink.report({
      phone,
      sendTime,
      reportTime,
      delivered,
      errCode,
      errMessage,
      parts,
      bizId,
      outId,
    })
  }

  /** An SMS from a handset; in answer to `sent` where one is given. */
  reply(phone: string, content: string, sent: Pick<SentSms, 'extendCode' | 'signName'> | null): void {
    this.#lastSequence += 1
    this.#parts.sink.reply({
      phone,
      content,
      sendTime: this.#parts.clock.now(),
      destCode: `1069${sent?.extendCode || '000'}`,
      sequenceId: String(1_000_000_000 + this.#lastSequence),
      signName: sent === null ? null : `【${sent.signName}】`,
    })
  }

  /** Digits of time and a counter, shaped like the real ones: `900619746936498440^0`. */
  nextBizId(): string {
    this.#lastBizId = (this.#lastBizId + 1) % 100_000
    return `${this.#parts.clock.now()}${String(this.#lastBizId).padStart(5, '0')}^0`
  }

  /** Ends everything that was still to come. */
  close(): void {
    for (const cancel of this.#timers) cancel()
    this.#timers.clear()
  }

  #follow(journey: SmsJourney, kept: boolean): void {
    const { sent, fate } = journey
    const { log, ledger } = this.#parts
    log.add(sent)
    for (const { after, errCode, errMessage } of fate.reports.slice(journey.reported)) {
      const due = sent.sendTime + after
      this.#later(due, () => {
        journey.reported += 1
        this.report(sent, errCode, errMessage, due)
        if (kept) ledger.note(journey)
      })
    }
    if (fate.reply === null || journey.replied) return
    const { after, content } = fate.reply
    this.#later(sent.sendTime + after, () => {
      journey.replied = true
      this.reply(sent.phone, content, sent)
      if (kept) ledger.note(journey)
    })
  }

  #later(due: number, action: () => void): void {
    const cancel = this.#parts.clock.at(due, () => {
      this.#timers.delete(cancel)
      action()
    })
    this.#timers.add(cancel)
  }
}

export function newSms(
  order: Omit<SmsOrder, 'parameters'> & Pick<SentSms, 'bizId' | 'content' | 'sendTime'>,
): SentSms {
  const { bizId, phone, signName, templateCode, content, outId, extendCode, sendTime } = order
  return {
    bizId,
    phone,
    signName,
    templateCode,
    content,
    outId,
    parts: countParts(content),
    extendCode,
    sendTime,
    status: 'pending',
    errCode: null,
    reportTime: null,
  }
}
