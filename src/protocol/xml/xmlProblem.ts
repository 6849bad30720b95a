import type { Bilingual } from '../bilingual.ts'

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

/** For people: Chinese names the place and the kind, for what was expected is said in terms of the wire. */
export function explainXmlProblem(problem: XmlProblem): Bilingual {
  const place = problem.offset === null ? '' : `第 ${problem.offset} 个字符处`
  const element = problem.element === null ? '' : ` ${problem.element}`
  return { en: describeXmlProblem(problem), zh: `${place}${troubles[problem.kind]}${element}` }
}

const troubles: Readonly<Record<XmlProblem['kind'], string>> = {
  malformed: '格式无法解析',
  limit: '超出大小或嵌套上限',
  schema: '内容与预期的结构不符',
}

/** A piece of the document short enough for a message, with control characters made visible. */
export function excerpt(text: string): string {
  const short = text.length > 40 ? `${text.slice(0, 40)}…` : text
  return JSON.stringify(short)
}
