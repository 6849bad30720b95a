/** What traffic looks like. Shares are probabilities from 0 to 1, times simulated milliseconds. */
export type TrafficMix = {
  /** SMS that fail, of those that get a receipt. */
  readonly fail: number
  /** SMS whose receipt never comes. */
  readonly lost: number
  /** Receipts that come a second time under a new message id. */
  readonly duplicate: number
  /** Receipts that are later replaced by another verdict. */
  readonly changed: number
  /** SMS that their reader answers. */
  readonly reply: number
  /** Half of the receipts take at most this long. */
  readonly latency: number
  /** Nineteen of twenty receipts take at most this long. */
  readonly tail: number
  /** How the numbers spread over China Mobile, China Unicom and China Telecom, in any unit. */
  readonly carriers: readonly [mobile: number, unicom: number, telecom: number]
}

/** `rate` and `burst` count SMS in wall time: a fast clock shortens waits, it doesn't multiply traffic. */
export type TrafficSettings = TrafficMix & {
  /** SMS a second. */
  readonly rate: number
  /** So many more at once, every so many milliseconds; null for an even flow. */
  readonly burst: { readonly size: number; readonly every: number } | null
  /** Stops after so many SMS; null for never. */
  readonly limit: number | null
  /** Different phone numbers in use. */
  readonly phones: number
}

/** Without being asked, the simulator sends nothing, and every SMS sent through its API is delivered. */
export const quietTraffic: TrafficSettings = {
  rate: 0,
  burst: null,
  limit: null,
  phones: 10_000,
  fail: 0,
  lost: 0,
  duplicate: 0,
  changed: 0,
  reply: 0,
  latency: 2500,
  tail: 12_000,
  carriers: [6, 2, 2],
}
