import type { Edit } from './edit.ts'
import type { Cause } from './hypothesis.ts'

/** A set of edits that was found to explain a failure: with them undone, the signature verifies. */
export type Explanation = {
  readonly edits: readonly Edit[]
  /** In the order of what happened, for texts in other languages. */
  readonly causes: readonly Cause[]
  readonly explanation: string
  readonly fix: string
  readonly proven: true
  /** The string that the signature fits. */
  readonly stringToSign: string
}

export type PushDiagnosis =
  | {
      readonly outcome: 'explained'
      readonly signedDigest: string
      readonly explanation: Explanation
      readonly tried: number
    }
  /** The digest that was signed is known, and no edit that was thought of leads to it. */
  | {
      readonly outcome: 'unexplained'
      readonly signedDigest: string
      readonly keyName: string
      readonly tried: number
      /** What was thought of, on its own and in combination. */
      readonly excluded: readonly Cause[]
      readonly message: string
    }
  /** No key that is known made this signature, so nothing can be said about what was signed. */
  | { readonly outcome: 'unknown-key'; readonly message: string }
  /** Signed by another product’s scheme, or not at all. */
  | { readonly outcome: 'other-scheme'; readonly message: string }
