import type { LineOrigin } from '../../contract/signature.ts'
import type { Words } from '../words/en.ts'

/** Where a line comes from, in a word or two; a header is called by its own name. */
export function originWord({ kind, name }: LineOrigin, words: Words['bench']): string {
  if (name === null) return isOrigin(kind, words) ? words.origin[kind] : kind
  if (kind === 'absent-header') return words.absentHeader(name)
  return kind === 'parameter' ? words.parameter(name) : name
}

const isOrigin = (kind: string, words: Words['bench']): kind is keyof Words['bench']['origin'] =>
  Object.hasOwn(words.origin, kind)
