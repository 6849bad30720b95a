/** Why a document was refused, in terms of what was expected at a place and what stood there. */
export type XmlProblem = {
  /** `malformed`: not XML as this wire allows it; `limit`: too large or too deep; `schema`: XML, but not this shape. */
  readonly kind: 'malformed' | 'limit' | 'schema'
  /** The element concerned, where one can be named. */
  readonly element: string | null
  readonly expected: string
  readonly seen: string
  /** Character offset in the decoded text; null where the finding has no single place. */
  readonly offset: number | null
}

export type Read<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problem: XmlProblem }

export function found<T>(value: T): Read<T> {
  return { ok: true, value }
}

export function schemaProblem(element: string | null, expected: string, seen: string): Read<never> {
  return { ok: false, problem: { kind: 'schema', element, expected, seen, offset: null } }
}

export function describeXmlProblem(problem: XmlProblem): string {
  const place = problem.offset === null ? '' : ` at character ${problem.offset}`
  return `expected ${problem.expected}, saw ${problem.seen}${place}`
}

/** A piece of the document short enough for a message, with control characters made visible. */
export function excerpt(text: string): string {
  const short = text.length > 40 ? `${text.slice(0, 40)}…` : text
  return JSON.stringify(short)
}
