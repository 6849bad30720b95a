import type { Bilingual } from '../bilingual.ts'
import type { Edit } from './edit.ts'
import type { Cause } from './hypothesis.ts'

/** A set of edits that was found to explain a failure: with them undone, the signature verifies. */
export type Explanation = {
  readonly edits: readonly Edit[]
  /** In the order of what happened. */
  readonly causes: readonly Cause[]
  readonly explanation: Bilingual
  readonly fix: Bilingual
  readonly proven: true
  /** The string that the signature fits. */
  readonly stringToSign: string
}

type Explained = {
  readonly outcome: 'explained'
  readonly explanation: Explanation
  readonly tried: number
}

type Unexplained = {
  readonly outcome: 'unexplained'
  readonly tried: number
  /** What was thought of, on its own and in combination. */
  readonly excluded: readonly Cause[]
  readonly message: Bilingual
}

/** Signed by another product’s scheme, or not at all. */
type OtherScheme = { readonly outcome: 'other-scheme'; readonly message: Bilingual }

/** No key that is known can be set against it: nothing can be said about what was signed. */
type UnknownKey = { readonly outcome: 'unknown-key'; readonly message: Bilingual }

/** Lower-case hex of the digest inside the signature. */
type WithDigest = { readonly signedDigest: string }

export type PushDiagnosis = (Explained & WithDigest) | (Unexplained & WithDigest) | UnknownKey | OtherScheme

export type RequestDiagnosis = Explained | Unexplained | UnknownKey | OtherScheme
