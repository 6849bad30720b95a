import type {
  Comparison,
  FlagName,
  Operator,
  Pattern,
  Query,
  Term,
  TimeComparison,
  TimeFieldName,
} from './ast.ts'
import { choiceFields, flags, numberFields, presentFields, textFields, timeFields } from './fields.ts'
import { type Candidates, candidatesFor } from './textGrams.ts'

export type SqlValue = string | number

/** One predicate over `receipt r` and, where `needsText`, `receipt_text t`; values are always parameters. */
export type Predicate = {
  where: string
  values: readonly SqlValue[]
  needsText: boolean
  /** Where an index of words can name the only rows that may match. */
  candidates: Candidates | null
  /** Texts that every match holds. */
  texts: readonly string[]
  /** The only time in which a match can have been received: from inclusive, to exclusive. */
  received: { from: number; to: number } | null
  /** Values or long prefixes of an indexed column, one of which every match has. */
  lookup: Part | null
  /** The terms that tallies can answer, over `tally r`; whether these, and the time of receipt, are all. */
  tally: Part & { isWhole: boolean }
}

export function compileQuery(query: Query, now: number): Predicate {
  const texts = requiredTexts(query)
  return {
    ...conjunction(query, now),
    needsText: query.some(term => term.kind === 'text'),
    candidates: candidatesOf(texts),
    texts,
    received: receivedWithin(query, now),
    lookup: lookupOf(query, now),
    tally: {
      ...conjunction(query.filter(isTallied), now),
      isWhole: query.every(term => isTallied(term) || isReceivedBound(term)),
    },
  }
}

type Part = { where: string; values: readonly SqlValue[] }

function conjunction(terms: Query, now: number): Part {
  const parts = terms.map(term => compileTerm(term, now))
  return {
    where: parts.length === 0 ? '1' : parts.map(part => part.sql).join(' AND '),
    values: parts.flatMap(part => part.values),
  }
}

type Sql = { sql: string; values: SqlValue[] }

function compileTerm(term: Term, now: number): Sql {
  const part = compileCondition(term, now)
  // A row without a value doesn't match, so its negation does.
  return term.negated ? { ...part, sql: `(${part.sql}) IS NOT TRUE` } : part
}

function compileCondition(term: Term, now: number): Sql {
  switch (term.kind) {
    case 'text':
      return anyOf(term.texts.map(text => ({ sql: 'instr(t.text, ?) > 0', values: [text] })))
    case 'match':
      return anyOf(term.patterns.map(pattern => compilePattern(textFields[term.field].column, pattern)))
    case 'choice':
      return anyOf(
        term.choices.map(choice => ({ sql: `r.${choiceFields[term.field].column} = ?`, values: [choice] })),
      )
    case 'compare':
      return anyOf(term.comparisons.map(comparison => compare(numberFields[term.field].column, comparison)))
    case 'time':
      return anyOf(term.comparisons.map(comparison => compareTime(term.field, comparison, now)))
    case 'flag':
      return anyOf(term.flags.map(flag => ({ sql: `(${flags[flag].sql})`, values: [] })))
    case 'present':
      return anyOf(
        term.fields.map(field => ({ sql: `r.${presentFields[field].column} IS NOT NULL`, values: [] })),
      )
    default:
      return term satisfies never
  }
}

function anyOf(parts: Sql[]): Sql {
  const [only] = parts
  if (parts.length === 1 && only !== undefined) return only
  return { sql: `(${parts.map(part => part.sql).join(' OR ')})`, values: parts.flatMap(part => part.values) }
}

function compilePattern(column: string, pattern: Pattern): Sql {
  const [first, ...rest] = pattern
  if (rest.length === 0) return { sql: `r.${column} = ?`, values: [first] }
  if (rest.length === 1 && rest[0] === '') return compilePrefix(column, first)
  const like = pattern.map(piece => piece.replaceAll(/[\\%_]/g, '\\$&')).join('%')
  return { sql: `r.${column} LIKE ? ESCAPE '\\'`, values: [like] }
}

/** A prefix that matches many rows is not looked up: reading rows in order beats collecting them from the index. */
function compilePrefix(column: string, prefix: string): Sql {
  if (prefix === '') return { sql: `r.${column} IS NOT NULL`, values: [] }
  const side = isLongPrefix(column, prefix) ? '' : '+'
  return {
    sql: `(${side}r.${column} >= ? AND ${side}r.${column} < ?)`,
    values: [prefix, `${prefix}\u{10ffff}`],
  }
}

const isLongPrefix = (column: string, prefix: string) => prefix.length >= (column === 'phone' ? 4 : 8)

function compare(column: string, { operator, value }: Comparison): Sql {
  return { sql: `r.${column} ${operator} ?`, values: [value] }
}

function compareTime(field: TimeFieldName, { operator, time }: TimeComparison, now: number): Sql {
  const column = `r.${timeFields[field].column}`
  if (time.kind === 'ago') {
    return { sql: `${column} ${operator} ?`, values: [now - time.milliseconds] }
  }
  const { from, to } = time
  const bounds: Record<Operator, Sql> = {
    '=': { sql: `(${column} >= ? AND ${column} < ?)`, values: [from, to] },
    '>': { sql: `${column} >= ?`, values: [to] },
    '>=': { sql: `${column} >= ?`, values: [from] },
    '<': { sql: `${column} < ?`, values: [from] },
    '<=': { sql: `${column} < ?`, values: [to] },
  }
  return bounds[operator]
}

const requiredTexts = (query: Query): string[] =>
  query.flatMap(term => {
    const [text, ...others] = term.kind === 'text' && !term.negated ? term.texts : []
    return text === undefined || others.length > 0 ? [] : [text]
  })

/** Of the texts that every match holds, the longest is the rarest. */
function candidatesOf(texts: readonly string[]): Candidates | null {
  for (const text of texts.toSorted((a, b) => b.length - a.length)) {
    const candidates = candidatesFor(text)
    if (candidates !== null) return candidates
  }
  return null
}

/** Every match was received from `from` on and before `to`; either may be open. */
function receivedWithin(query: Query, now: number): Predicate['received'] {
  let from = Number.NEGATIVE_INFINITY
  let to = Number.POSITIVE_INFINITY
  for (const term of query) {
    if (!isReceivedBound(term)) continue
    const [comparison] = term.comparisons
    if (comparison === undefined) continue
    const bounds = boundsOf(comparison, now)
    from = Math.max(from, bounds.from)
    to = Math.min(to, bounds.to)
  }
  return Number.isFinite(from) || Number.isFinite(to) ? { from, to } : null
}

function boundsOf({ operator, time }: TimeComparison, now: number): { from: number; to: number } {
  const span =
    time.kind === 'span' ? time : { from: now - time.milliseconds, to: now - time.milliseconds + 1 }
  const bounds: Record<Operator, { from: number; to: number }> = {
    '=': span,
    '>': { from: span.to, to: Number.POSITIVE_INFINITY },
    '>=': { from: span.from, to: Number.POSITIVE_INFINITY },
    '<': { from: Number.NEGATIVE_INFINITY, to: span.from },
    '<=': { from: Number.NEGATIVE_INFINITY, to: span.to },
  }
  return bounds[operator]
}

function isReceivedBound(term: Term): term is Extract<Term, { kind: 'time' }> {
  return term.kind === 'time' && term.field === 'received' && !term.negated && term.comparisons.length === 1
}

const indexedExactly = new Set(['phone', 'bizId', 'outId', 'messageId'])

function lookupOf(query: Query, now: number): Part | null {
  const term = query.find(isLookup)
  return term === undefined ? null : conjunction([term], now)
}

function isLookup(term: Term): boolean {
  return (
    term.kind === 'match' &&
    !term.negated &&
    indexedExactly.has(term.field) &&
    term.patterns.every(
      ([first, ...rest]) =>
        rest.length === 0 ||
        (rest.length === 1 && rest[0] === '' && isLongPrefix(textFields[term.field].column, first)),
    )
  )
}

/** What can be told of a row alone. */
const talliedFlags = new Set<FlagName>(['duplicate', 'redelivered', 'pinned', 'peeked'])
const talliedFields = new Set<string>(['code', 'carrier', 'account', 'source', 'parts', 'signature'])

function isTallied(term: Term): boolean {
  switch (term.kind) {
    case 'choice':
      return true
    case 'flag':
      return term.flags.every(flag => talliedFlags.has(flag))
    case 'match':
    case 'compare':
      return talliedFields.has(term.field)
    case 'present':
      return term.fields.every(field => talliedFields.has(field))
    case 'text':
    case 'time':
      return false
    default:
      return term satisfies never
  }
}
