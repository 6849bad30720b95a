import type { SignatureFault } from '../push/pushFaults.ts'

type ErrorFault = {
  /** Null: any operation. */
  readonly operation: string | null
  readonly share: number
  readonly code: string
}

/** What goes wrong on purpose. Shares are between 0 and 1; times are wall milliseconds. */
export type FaultSettings = {
  /** The first that names the operation, or names none, is drawn for. */
  readonly errors: readonly ErrorFault[]
  /** Every answer is late by something between the two. */
  readonly delay: { readonly low: number; readonly high: number }
  /** Share of calls whose connection is reset, half of them after the operation was done. */
  readonly reset: number
  /** Share of answers whose body trickles, and how long it takes. */
  readonly slow: number
  readonly slowFor: number
  /** Share of answers whose XML breaks off. */
  readonly malformed: number
  /** Share of messages answered with a digest that is not their body's. */
  readonly digest: number
  /** Share of batch items that fail though nothing is wrong with them. */
  readonly partial: number
  /** How far the server's clock is ahead of everyone's, in seconds; below 0 it is behind. */
  readonly skew: number
  /** Share of calls with temporary credentials whose token counts as expired. */
  readonly expiredToken: number
  /** Share of deliveries, from queues and to endpoints, that happen twice. */
  readonly duplicate: number
  /** Share of deliveries that are overtaken by the one behind. */
  readonly reorder: number
  /** Calls a second that one queue takes; 0 sets no limit. */
  readonly qps: number
  /** What is wrong with the signature of pushes, and with what share of them. */
  readonly signature: SignatureFault | null
  readonly signatureShare: number
}

export const noFaults: FaultSettings = {
  errors: [],
  delay: { low: 0, high: 0 },
  reset: 0,
  slow: 0,
  slowFor: 3000,
  malformed: 0,
  digest: 0,
  partial: 0,
  skew: 0,
  expiredToken: 0,
  duplicate: 0,
  reorder: 0,
  qps: 0,
  signature: null,
  signatureShare: 1,
}
