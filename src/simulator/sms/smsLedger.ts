import type { Documents } from '../state/documents.ts'
import type { ReceiptFate } from './receiptFate.ts'
import type { SentSms } from './sendLog.ts'

/** One SMS with what is still to come of it. */
export type SmsJourney = {
  readonly sent: SentSms
  readonly fate: ReceiptFate
  /** Receipts of the fate that have been handed on. */
  reported: number
  replied: boolean
}

const collection = 'sms'

/** Remembers SMS that were acknowledged, so that a later process lets come what was still to come. */
export class SmsLedger {
  readonly #documents: Documents
  readonly #kept = new Set<string>()

  constructor(documents: Documents) {
    this.#documents = documents
  }

  note(journey: SmsJourney): void {
    const key = keyOf(journey.sent)
    this.#kept.add(key)
    this.#documents.put(collection, key, journey)
  }

  strike(sent: SentSms): void {
    const key = keyOf(sent)
    if (this.#kept.delete(key)) this.#documents.remove(collection, key)
  }

  /** What an earlier process left, oldest first. */
  left(): SmsJourney[] {
    return this.#documents.all(collection).map(([key, journey]) => {
      this.#kept.add(key)
      return journey as SmsJourney
    })
  }
}

function keyOf({ bizId, phone }: SentSms): string {
  return `${bizId}/${phone}`
}
