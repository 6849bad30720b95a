import type { Instant } from '../../contract/brand.ts'
import type { PushAttempt, RetryForecast, WaitingPush } from '../../contract/push.ts'
import { asIs } from '../../contract/words.ts'
import type { Prepare } from '../store/prepareCached.ts'
import { receiptIdOf } from '../store/receiptTable.ts'

export type Delivery = Pick<PushAttempt, 'receivedAt' | 'answer'>

type StoredDelivery = {
  receipt: number
  received_at: number
  answer_status: number | null
  answer_after: number
}

/** Attempts that are looked back on: a failed one that lies before so many others is not waited for any more. */
const mostAttempts = 5000
const mostWaiting = 200

/** Messages whose sender was refused and will come again, newest first. `forecast` knows each by its first row. */
export function readWaiting(
  prepare: Prepare,
  forecast: (receipt: number, deliveries: readonly Delivery[]) => RetryForecast,
): WaitingPush[] {
  const rows = prepare(
    `WITH recent AS (
         SELECT receipt, max(id) AS last FROM attempt
           WHERE id > (SELECT max(id) - ${mostAttempts} FROM attempt) GROUP BY receipt
       ), refused AS (
         SELECT recent.receipt, recent.last FROM recent JOIN attempt ON attempt.id = recent.last
           WHERE attempt.answer_status IS NULL OR attempt.answer_status NOT BETWEEN 200 AND 299
           ORDER BY recent.last DESC LIMIT ${mostWaiting}
       )
       SELECT attempt.receipt, attempt.received_at, attempt.answer_status, attempt.answer_after
         FROM refused JOIN attempt ON attempt.receipt = refused.receipt ORDER BY refused.last DESC, attempt.id`,
  ).all() as StoredDelivery[]
  const deliveries = new Map<number, Delivery[]>()
  for (const { receipt, received_at, answer_status, answer_after } of rows) {
    const answer = { status: answer_status, milliseconds: answer_after, reason: asIs('') }
    deliveries.set(receipt, [
      ...(deliveries.get(receipt) ?? []),
      { receivedAt: received_at as Instant, answer },
    ])
  }
  return [...deliveries].flatMap(([receipt, given]) => {
    const { state, next } = forecast(receipt, given)
    return state === 'waiting' && next !== null ? [{ id: receiptIdOf(receipt), next }] : []
  })
}
