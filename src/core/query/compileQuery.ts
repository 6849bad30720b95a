import type { Comparison, Operator, Pattern, Query, Term, TimeComparison, TimeFieldName } from './ast.ts'
import { choiceFields, flags, numberFields, presentFields, textFields, timeFields } from './fields.ts'

export type SqlValue = string | number

/** One predicate over `receipt r` and, where `needsText`, `receipt_text t`; values are always parameters. */
export type Predicate = {
  where: string
  values: readonly SqlValue[]
  needsText: boolean
  /** An FTS5 expression that every match satisfies, so that candidates can come from the index; or none. */
  trigrams: string | null
  /** An exact value of an indexed column is asked for: better than any text index. */
  exact: boolean
}

export function compileQuery(query: Query, now: number): Predicate {
  const parts = query.map(term => compileTerm(term, now))
  return {
    where: parts.length === 0 ? '1' : parts.map(part => part.sql).join(' AND '),
    values: parts.flatMap(part => part.values),
    needsText: query.some(term => term.kind === 'text'),
    trigrams: trigramsOf(query),
    exact: query.some(isExact),
  }
}

type Part = { sql: string; values: SqlValue[] }

function compileTerm(term: Term, now: number): Part {
  const part = compileCondition(term, now)
  // A row without a value doesn't match, so its negation does.
  return term.negated ? { ...part, sql: `(${part.sql}) IS NOT TRUE` } : part
}

function compileCondition(term: Term, now: number): Part {
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
      return anyOf(term.flags.map(flag => ({ sql: flags[flag].sql, values: [] })))
    case 'present':
      return anyOf(
        term.fields.map(field => ({ sql: `r.${presentFields[field].column} IS NOT NULL`, values: [] })),
      )
    default:
      return term satisfies never
  }
}

function anyOf(parts: Part[]): Part {
  const [only] = parts
  if (parts.length === 1 && only !== undefined) return only
  return { sql: `(${parts.map(part => part.sql).join(' OR ')})`, values: parts.flatMap(part => part.values) }
}

function compilePattern(column: string, pattern: Pattern): Part {
  const [first, ...rest] = pattern
  if (rest.length === 0) return { sql: `r.${column} = ?`, values: [first] }
  if (rest.length === 1 && rest[0] === '') return compilePrefix(column, first)
  const like = pattern.map(piece => piece.replaceAll(/[\\%_]/g, '\\$&')).join('%')
  return { sql: `r.${column} LIKE ? ESCAPE '\\'`, values: [like] }
}

/** A short prefix matches many rows: reading them in order beats collecting them from the index. */
function compilePrefix(column: string, prefix: string): Part {
  if (prefix === '') return { sql: `r.${column} IS NOT NULL`, values: [] }
  const side = prefix.length < 6 ? '+' : ''
  return {
    sql: `(${side}r.${column} >= ? AND ${side}r.${column} < ?)`,
    values: [prefix, `${prefix}\u{10ffff}`],
  }
}

function compare(column: string, { operator, value }: Comparison): Part {
  return { sql: `r.${column} ${operator} ?`, values: [value] }
}

function compareTime(field: TimeFieldName, { operator, time }: TimeComparison, now: number): Part {
  const column = `r.${timeFields[field].column}`
  if (time.kind === 'ago') {
    return { sql: `${column} ${operator} ?`, values: [now - time.milliseconds] }
  }
  const { from, to } = time
  const bounds: Record<Operator, Part> = {
    '=': { sql: `(${column} >= ? AND ${column} < ?)`, values: [from, to] },
    '>': { sql: `${column} >= ?`, values: [to] },
    '>=': { sql: `${column} >= ?`, values: [from] },
    '<': { sql: `${column} < ?`, values: [from] },
    '<=': { sql: `${column} < ?`, values: [to] },
  }
  return bounds[operator]
}

/** Trigrams know nothing of one or two characters, so only texts of three or more take part. */
function trigramsOf(query: Query): string | null {
  const terms = query.flatMap(term => {
    const [text, ...others] = term.kind === 'text' && !term.negated ? term.texts : []
    if (text === undefined || others.length > 0) return []
    const characters = [...text]
    return characters.length < 3 ? [] : gramsOf(characters)
  })
  return terms.length === 0 ? null : [...new Set(terms)].map(quote).join(' AND ')
}

/** Every third gram and the last: together they cover the text. */
function gramsOf(characters: readonly string[]): string[] {
  const last = characters.length - 3
  const starts = characters.map((_, index) => index).filter(index => index <= last)
  return starts
    .filter(index => index % 3 === 0 || index === last)
    .map(index => characters.slice(index, index + 3).join(''))
}

const quote = (gram: string) => `"${gram.replaceAll('"', '""')}"`

const indexedExactly = new Set(['phone', 'bizId', 'outId', 'messageId'])

function isExact(term: Term): boolean {
  return (
    term.kind === 'match' &&
    !term.negated &&
    indexedExactly.has(term.field) &&
    term.patterns.every(pattern => pattern.length === 1)
  )
}
