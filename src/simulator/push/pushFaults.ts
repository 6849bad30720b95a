import type { Random } from '../random.ts'

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

/** How often pushes go wrong; shares are probabilities from 0 to 1. */
export type PushFaultSettings = {
  readonly signature: SignatureFault | null
  /** Share of pushes that the signature's fault falls on. */
  readonly signatureShare: number
  readonly duplicate: number
  readonly reorder: number
}

export const noPushFaults: PushFaultSettings = {
  signature: null,
  signatureShare: 1,
  duplicate: 0,
  reorder: 0,
}

/** Every push takes the same number of draws, so that one setting doesn't shift the rest. */
export function drawPushFault(settings: PushFaultSettings, random: Random): PushFault {
  const [damaged, repeated, gap, held, wait] = [random(), random(), random(), random(), random()]
  return {
    signature: damaged < settings.signatureShare ? settings.signature : null,
    repeatAfter: repeated < settings.duplicate ? Math.round(100 + gap * 5000) : null,
    holdBack: held < settings.reorder ? Math.round(500 + wait * 3000) : 0,
  }
}
