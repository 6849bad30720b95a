import type { Words } from './words.ts'

export const connectionSteps = ['name', 'connection', 'clock', 'signature', 'permission', 'queue'] as const
export type ConnectionStepName = (typeof connectionSteps)[number]

/** One step towards a queue: what was found, and where it failed, what is the likely cause. */
export type ConnectionStep = {
  step: ConnectionStepName
  outcome: 'pass' | 'warn' | 'fail' | 'skipped'
  found: Words
  /** The likely cause and what to do; null where nothing is to be done. */
  advice: Words | null
}
