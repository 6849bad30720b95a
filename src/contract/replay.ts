import type { Brand, Instant, ReceiptId } from './brand.ts'
import type { Which } from './which.ts'
import type { Words } from './words.ts'

export type ReplayId = Brand<string, 'ReplayId'>

export const replayPaces = ['original', 'x10', 'max'] as const
/** As the messages came, ten times as fast, or as fast as `concurrency` allows. */
export type ReplayPace = (typeof replayPaces)[number]

/** What is changed before sending; whatever is null stays as it was received. */
export type ReplayEdit = {
  method: string | null
  target: string | null
  headers: [name: string, value: string][] | null
  /** Base64. */
  body: string | null
}

export type ReplayRequest = {
  /** Every message once, however many receipts it holds; by query the oldest first. */
  what: Which
  /** With a path of its own it replaces the one that was called. */
  to: string
  times: number
  pace: ReplayPace
  /** How many requests may be under way at once. */
  concurrency: number
  /** Signs anew as the simulator would, with a new date and request id. */
  resign: boolean
  edit: ReplayEdit | null
  /** Says that a target outside this machine is meant; needed once for each host. */
  confirmed: boolean
}

export type ReplayAnswer = {
  receipt: ReceiptId
  at: Instant
  url: string
  milliseconds: number
  /** Null where no answer came. */
  status: number | null
  /** Why there was no answer; empty where there was one. */
  reason: Words
  /** What the same address answered to it before, or else what the endpoint did; null where nothing is known. */
  earlierStatus: number | null
}

/** An answer as it is kept with the message that was sent. */
export type KeptAnswer = {
  id: number
  at: Instant
  url: string
  milliseconds: number
  /** Null where no answer came. */
  status: number | null
  /** Why there was no answer; empty where there was one. */
  reason: Words
  /** Base64 of what the answer began with; null where no answer came. */
  body: string | null
}

export type ReplayState = {
  id: ReplayId
  to: string
  state: 'running' | 'done' | 'cancelled'
  total: number
  sent: number
  /** By status; requests without an answer under `failed`. */
  answers: Record<string, number>
  /** Answers whose status differs from the earlier one. */
  changed: number
  startedAt: Instant
  endedAt: Instant | null
  /** The newest ones, newest first. */
  latest: ReplayAnswer[]
}
