/** Each way in which a push can be wrong on purpose; a careful receiver refuses all of them. */
export const signatureFaults = [
  'missing',
  'damaged',
  'wrong-key',
  'wrong-target',
  'wrong-digest',
  'tampered-body',
  'foreign-certificate',
  'stale-date',
] as const
export type SignatureFault = (typeof signatureFaults)[number]

/** What goes wrong with one push. Times in milliseconds of simulated time. */
export type PushFault = {
  readonly signature: SignatureFault | null
  /** How long after its success the same message is pushed once more; null where it isn't. */
  readonly repeatAfter: number | null
  /** How long the first attempt is held back, so that later messages overtake it. */
  readonly holdBack: number
}

export const noPushFault: PushFault = { signature: null, repeatAfter: null, holdBack: 0 }
