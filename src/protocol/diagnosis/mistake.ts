import type { Bilingual } from '../bilingual.ts'
import type { Edit } from './edit.ts'
import type { Cause } from './hypothesis.ts'

/** A string that was signed instead of the right one, and how its key is made of the secret. */
export type OtherString = {
  readonly text: string
  readonly keyOf: (secret: string) => string | Uint8Array
  readonly edits: readonly Edit[]
  readonly causes: readonly Cause[]
}

/** One thing that a client does differently, in terms of the parts that its scheme puts together. */
export type Mistake<Parts> = {
  readonly edit: Edit
  readonly cause: Cause
  readonly apply: (parts: Parts) => Parts
}

export type Composed = Pick<OtherString, 'text' | 'keyOf'>

/**
 * What was done and what the rule is, with the parts that differ for it or how they come about. Mistakes of one name exclude
 * each other: what is done twice differently is done once.
 */
export function mistake<Parts>(
  name: string,
  [done, rule]: readonly [done: Bilingual, rule: Bilingual],
  change: Partial<Parts> | ((parts: Parts) => Parts),
  cause: Cause = 'string-form',
): Mistake<Parts> {
  return {
    edit: { kind: 'wrong-scheme', name, signed: done, received: rule },
    cause,
    apply: typeof change === 'function' ? change : parts => ({ ...parts, ...change }),
  }
}

/** Every mistake by itself. */
export function* singly<Parts>(
  parts: Parts,
  mistakes: readonly Mistake<Parts>[],
  compose: (parts: Parts) => Composed,
): Generator<OtherString> {
  for (const { edit, cause, apply } of mistakes) {
    yield { ...compose(apply(parts)), edits: [edit], causes: [cause] }
  }
}

/** Every two of them that are about different things. */
export function* inPairs<Parts>(
  parts: Parts,
  mistakes: readonly Mistake<Parts>[],
  compose: (parts: Parts) => Composed,
): Generator<OtherString> {
  for (const [at, first] of mistakes.entries()) {
    for (const second of mistakes.slice(at + 1)) {
      if (first.edit.name === second.edit.name) continue
      yield {
        ...compose(second.apply(first.apply(parts))),
        edits: [first.edit, second.edit],
        causes: [...new Set([first.cause, second.cause])],
      }
    }
  }
}
