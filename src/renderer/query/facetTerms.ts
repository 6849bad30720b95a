import type { FacetField } from '../../contract/query.ts'
import { queryTokens } from './queryTokens.ts'
import { quoteValue } from './quoteValue.ts'

/** How each field is written, and what else means it. */
const spellings: Record<FacetField, readonly [string, ...string[]]> = {
  status: ['status'],
  errCode: ['code', 'errcode'],
  carrier: ['carrier'],
  account: ['account'],
  source: ['source', 'queue', 'path'],
  via: ['via'],
  kind: ['kind', 'type'],
  parts: ['parts', 'smssize'],
}

/** A value that may hold anything. */
const quoted = /"(?:[^"\\]|\\[\s\S])*"/g

/** Values that the query asks for, and those it leaves out; null stands for rows without one. */
export type FacetChoice = { included: (string | null)[]; excluded: (string | null)[] }

type Term = { text: string; negated: boolean; field: string; values: string }

export function readFacet(query: string, field: FacetField): FacetChoice {
  const choice: FacetChoice = { included: [], excluded: [] }
  for (const term of termsOf(query)) {
    if (isPresence(term, field)) (term.negated ? choice.included : choice.excluded).push(null)
    else if (isOf(term, field))
      (term.negated ? choice.excluded : choice.included).push(...splitValues(term.values))
  }
  return choice
}

/** The query without anything about this field. */
export const withoutFacet = (query: string, field: FacetField): string =>
  termsOf(query)
    .filter(term => !isOf(term, field) && !isPresence(term, field))
    .map(({ text }) => text)
    .join(' ')

/** The query with one value asked for or left out, or neither where it was so already. */
export function toggleFacet(
  query: string,
  field: FacetField,
  value: string | null,
  how: 'include' | 'exclude',
): string {
  const before = readFacet(query, field)
  const [to, from] =
    how === 'include' ? (['included', 'excluded'] as const) : (['excluded', 'included'] as const)
  const after = {
    ...before,
    [to]: before[to].includes(value) ? before[to].filter(other => other !== value) : [...before[to], value],
    [from]: before[from].filter(other => other !== value),
  }
  // No query asks for a value or none: of these two, the one that was chosen last.
  const included = after.included.filter(one => (value === null ? one === null : one !== null))
  const rest = withoutFacet(query, field)
  const kept = how === 'include' ? { ...after, included } : after
  return [rest, ...writeFacet(field, kept)].filter(part => part !== '').join(' ')
}

function writeFacet(field: FacetField, { included, excluded }: FacetChoice): string[] {
  const [name] = spellings[field]
  const list = (values: readonly (string | null)[]) =>
    values
      .filter(value => value !== null)
      .map(quoteValue)
      .join(',')
  const [asked, left] = [list(included), list(excluded)]
  return [
    ...(asked === '' ? [] : [`${name}:${asked}`]),
    ...(included.includes(null) ? [`-has:${name}`] : []),
    ...(left === '' ? [] : [`-${name}:${left}`]),
    ...(excluded.includes(null) ? [`has:${name}`] : []),
  ]
}

/** Terms as they are written, with the field and the values where they have the form `field:values`. */
function termsOf(query: string): Term[] {
  const terms: Term[] = []
  let open: Term | null = null
  for (const { kind, text } of queryTokens(query)) {
    if (kind === 'space') {
      open = null
      continue
    }
    if (open === null) {
      open = { text: '', negated: false, field: '', values: '' }
      terms.push(open)
    }
    open.text += text
    if (kind === 'negation') open.negated = true
    else if (kind === 'field') open.field = text.toLowerCase().replaceAll(/[_-]/g, '')
    else if (kind === 'operator') open.field = text === ':' ? open.field : ''
    else open.values += text
  }
  return terms
}

const isPlain = (values: string) => !/\*|(?:^|,)[<>]/.test(values.replaceAll(quoted, ''))

const isOf = (term: Term, field: FacetField) => spellings[field].includes(term.field) && isPlain(term.values)

const isPresence = (term: Term, field: FacetField) =>
  term.field === 'has' && spellings[field].includes(term.values.toLowerCase().replaceAll(/[_-]/g, ''))

function splitValues(text: string): string[] {
  const pieces = text.match(/"(?:[^"\\]|\\[\s\S])*"|[^,"]+/g) ?? []
  return pieces.map(piece =>
    piece.startsWith('"') ? piece.slice(1, -1).replaceAll(/\\([\s\S])/g, '$1') : piece,
  )
}
