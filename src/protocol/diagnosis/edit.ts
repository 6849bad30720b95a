export type EditKind =
  | 'header-changed'
  | 'header-removed'
  | 'header-added'
  | 'target-changed'
  | 'method-changed'
  | 'body-changed'
  | 'wrong-key'
  | 'wrong-scheme'

/** What was done to a request after it was signed, so that undoing it makes the signature fit. */
export type Edit = {
  readonly kind: EditKind
  /** Lower-case name of a header, or what of the scheme differs; null for everything else. */
  readonly name: string | null
  readonly signed: string | null
  readonly received: string | null
}

/** The edit that took a header from one value to another; null stands for no such header. */
export function headerEdit(name: string, signed: string | null, received: string | null): Edit {
  const kind = signed === null ? 'header-added' : received === null ? 'header-removed' : 'header-changed'
  return { kind, name, signed, received }
}
