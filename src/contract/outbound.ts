import type { Instant } from './brand.ts'

/** Whose request it is: what the program calls others for, and nothing else. */
export const outboundReasons = [
  'monitor',
  'token',
  'check',
  'queues',
  'compensation',
  'certificate',
  'forward',
  'replay',
  'simulator',
] as const
export type OutboundReason = (typeof outboundReasons)[number]

/** A request that left this program; its address without a query, since leases, numbers and signatures stand there. */
export type OutboundCall = {
  id: number
  at: Instant
  why: OutboundReason
  method: string
  /** `http://host:port`. */
  origin: string
  path: string
  /** It did not leave this machine. */
  local: boolean
  /** Null while under way, and where there was no answer. */
  status: number | null
  /** Null while under way. */
  durationMs: number | null
  /** Why there was no answer, as the system says it. */
  problem: string | null
}

/** All requests of one kind to one place since the program started. */
export type OutboundPlace = {
  why: OutboundReason
  origin: string
  local: boolean
  calls: number
  failed: number
  lastAt: Instant
}

/** The newest calls first, some of each kind; `places` count all of them. */
export type OutboundState = { since: Instant; calls: OutboundCall[]; places: OutboundPlace[] }

export type OutboundStreams = { 'outbound.watch': { input: null; item: OutboundState } }
