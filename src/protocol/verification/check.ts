import type { Bilingual } from '../bilingual.ts'

/** One finding about a request, on its own. */
export type Check<Code extends string = string> = {
  readonly code: Code
  readonly outcome: 'pass' | 'warn' | 'fail' | 'skipped'
  /** A value of the wire is text, a description is said in both languages. */
  readonly expected: Bilingual | string | null
  readonly seen: Bilingual | string | null
  readonly message: Bilingual
}

export type Verdict = 'valid' | 'invalid' | 'undecided'
