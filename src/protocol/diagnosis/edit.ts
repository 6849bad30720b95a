import type { Bilingual } from '../bilingual.ts'

type WireEditKind =
  | 'header-changed'
  | 'header-removed'
  | 'header-added'
  | 'target-changed'
  | 'method-changed'
  | 'body-changed'

/** Something on the wire: both values as they stand there. */
type WireEdit = {
  readonly kind: WireEditKind
  /** Lower-case name of a header; null for everything else. */
  readonly name: string | null
  readonly signed: string | null
  readonly received: string | null
}

/** Another key or another rule: both in words. */
type RuleEdit<Kind extends 'wrong-key' | 'wrong-scheme'> = {
  readonly kind: Kind
  /** What of the scheme differs; null for a key. */
  readonly name: string | null
  readonly signed: Bilingual
  readonly received: Bilingual
}

/** What was done to a request after it was signed, so that undoing it makes the signature fit. */
export type Edit = WireEdit | RuleEdit<'wrong-key'> | RuleEdit<'wrong-scheme'>

/** The edit that took a header from one value to another; null stands for no such header. */
export function headerEdit(name: string, signed: string | null, received: string | null): Edit {
  const kind = signed === null ? 'header-added' : received === null ? 'header-removed' : 'header-changed'
  return { kind, name, signed, received }
}
