import type { Edit } from './edit.ts'

/** A place in the string to sign that can differ on its own: a line, or the header behind it. */
export type Slot = 'method' | 'content-md5' | 'content-type' | 'date' | 'target' | ExtensionSlot

/** A header that has a line with its name; the last two should have none, and are given one by mistake. */
export type ExtensionSlot = `x-${string}` | 'security-token' | 'host'

/** One value that a slot may have had when the request was signed. */
export type Hypothesis = {
  readonly slot: Slot
  /** Counts the repeats of one extension header, from 0; 0 for everything else. */
  readonly occurrence: number
  /** Null where the slot was empty, or the header not there. */
  readonly signed: string | null
  readonly edits: readonly Edit[]
  readonly cause: Cause
  /** 1 happens often, 2 now and then, 3 is far-fetched; combinations of three are made of the lowest. */
  readonly cost: 1 | 2 | 3
}

/** What happened on the way, in a word that texts in any language hang on. */
export type Cause =
  | 'method-changed'
  | 'content-type-respelled'
  | 'content-type-replaced'
  | 'content-md5-reencoded'
  | 'content-md5-replaced'
  | 'body-changed'
  | 'date-replaced'
  | 'date-respelled'
  | 'header-dropped'
  | 'header-added'
  | 'header-respelled'
  | 'header-replaced'
  | 'value-of-another-attempt'
  | 'query-changed'
  | 'path-prefix-changed'
  | 'path-respelled'
  | 'target-replaced'
  | 'string-form'
  | 'signature-respelled'
  | 'other-key'
  | 'other-hash'
  | 'secret-misread'
  | 'id-and-secret-swapped'
  | 'other-scheme'
  | 'other-region'
  | 'other-scope'
  | 'parameter-unsigned'
  | 'access-key-id-misspelled'
