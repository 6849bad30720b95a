/** One finding about a request, on its own. */
export type Check<Code extends string = string> = {
  readonly code: Code
  readonly outcome: 'pass' | 'warn' | 'fail' | 'skipped'
  readonly expected: string | null
  readonly seen: string | null
  readonly message: string
}

export type Verdict = 'valid' | 'invalid' | 'undecided'
