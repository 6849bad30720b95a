import type { QueryProblem } from '../../contract/query.ts'
import type { Words } from '../../contract/words.ts'
import type { Condition, Operator, Query, Term } from './ast.ts'
import { allFields, findField, flags, presentFields, specialFields } from './fields.ts'
import { type Piece, QueryTrouble, readTerms, type TermText } from './readTerms.ts'
import {
  readChoice,
  readComparison,
  readPattern,
  readTimeComparison,
  type ValueProblem,
} from './readValues.ts'

export type ParsedQuery = { valid: true; query: Query } | { valid: false; problem: QueryProblem }

const longestQuery = 2000
const mostTerms = 60

/** One parser for the window, the command line, the HTTP API, saved views and alerts. */
export function parseQuery(text: string, now: number): ParsedQuery {
  try {
    if (text.length > longestQuery) {
      throw new QueryTrouble(longestQuery, text.length - longestQuery, {
        en: `A query has at most ${longestQuery} characters; this one has ${text.length}`,
        zh: `查询最多 ${longestQuery} 个字符，当前为 ${text.length} 个`,
      })
    }
    const terms = readTerms(text)
    const surplus = terms[mostTerms]
    if (surplus !== undefined) {
      throw new QueryTrouble(surplus.start, text.length - surplus.start, {
        en: `A query has at most ${mostTerms} terms`,
        zh: `查询最多包含 ${mostTerms} 个条件`,
      })
    }
    return { valid: true, query: terms.map(term => readTerm(term, now)) }
  } catch (error) {
    if (error instanceof QueryTrouble) return { valid: false, problem: error.problem }
    throw error
  }
}

function readTerm(term: TermText, now: number): Term {
  const place = { negated: term.negated, start: term.start, end: term.end }
  return { ...place, ...readCondition(term, now) }
}

function readCondition(term: TermText, now: number): Condition {
  if (term.field === null) return { kind: 'text', texts: term.values.map(readText) }
  const { name, start, end } = term.field
  const key = name.toLowerCase()
  if (key === 'text' || key === 'body') {
    onlyEquals(term, name)
    return { kind: 'text', texts: term.values.map(readText) }
  }
  if (key === 'since' || key === 'until') {
    onlyEquals(term, name)
    const operator: Operator = key === 'since' ? '>=' : '<='
    return {
      kind: 'time',
      field: 'received',
      comparisons: term.values.map(piece => readTime(piece, operator, now)),
    }
  }
  if (key === 'is') {
    onlyEquals(term, name)
    return { kind: 'flag', flags: term.values.map(piece => oneOf(piece, flags, name)) }
  }
  if (key === 'has') {
    onlyEquals(term, name)
    return { kind: 'present', fields: term.values.map(readPresent) }
  }
  const field = findField(name)
  if (field === undefined) throw unknownField(name, start, end - start)
  switch (field.kind) {
    case 'text':
      onlyEquals(term, name)
      return { kind: 'match', field: field.name, patterns: term.values.map(readPattern) }
    case 'choice':
      onlyEquals(term, name)
      return {
        kind: 'choice',
        field: field.name,
        choices: term.values.map(piece => orTrouble(piece, readChoice(piece.text, field))),
      }
    case 'number':
      return {
        kind: 'compare',
        field: field.name,
        comparisons: term.values.map(piece =>
          orTrouble(piece, readComparison(piece.text, term.operator, field)),
        ),
      }
    case 'time':
      return {
        kind: 'time',
        field: field.name,
        comparisons: term.values.map(piece => readTime(piece, term.operator, now)),
      }
    default:
      return field satisfies never
  }
}

const readText = (piece: Piece) =>
  (piece.quoted ? piece.text : piece.text.replaceAll(/^\*+|\*+$/g, '')).toLowerCase()

const readTime = (piece: Piece, operator: Operator, now: number) =>
  orTrouble(piece, readTimeComparison(piece.text, operator, now))

function readPresent(piece: Piece) {
  const field = findField(piece.text)
  if (field !== undefined && Object.hasOwn(presentFields, field.name)) {
    return field.name as keyof typeof presentFields
  }
  return oneOf(piece, presentFields, 'has')
}

function oneOf<T extends string>(piece: Piece, table: Record<T, unknown>, name: string): T {
  const key = piece.text.toLowerCase()
  if (Object.hasOwn(table, key)) return key as T
  const choices = Object.keys(table).join(', ')
  throw new QueryTrouble(piece.start, piece.end - piece.start, {
    en: `${name}: takes one of ${choices}; found “${piece.text}”`,
    zh: `${name}: 只接受 ${choices}，当前为“${piece.text}”`,
  })
}

function onlyEquals(term: TermText, name: string): void {
  if (term.operator === '=') return
  throw new QueryTrouble(term.start, term.end - term.start, {
    en: `${name} can't be compared with ${term.operator}; write ${name}:value`,
    zh: `${name} 不支持 ${term.operator} 比较，请写成 ${name}:值`,
  })
}

function orTrouble<T>(piece: Piece, value: T | ValueProblem): T {
  if (typeof value === 'object' && value !== null && 'problem' in value) {
    throw new QueryTrouble(piece.start, piece.end - piece.start, value.problem)
  }
  return value as T
}

function unknownField(name: string, start: number, length: number): QueryTrouble {
  const known = [...allFields.map(field => field.spellings[0]), ...specialFields]
  const near = known.find(candidate => distance(candidate, name.toLowerCase()) <= 2)
  const message: Words = { en: `There is no field “${name}”`, zh: `没有名为“${name}”的字段` }
  const hint: Words =
    near === undefined
      ? { en: 'To search for it as text, put it in quotes', zh: '若要按文本搜索，请加引号' }
      : {
          en: `Did you mean ${near}:? To search for it as text, put it in quotes`,
          zh: `是否想写 ${near}:？若要按文本搜索，请加引号`,
        }
  return new QueryTrouble(start, length, message, hint)
}

/** Edits between two short words (Levenshtein). */
function distance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i++) {
    const current = [i]
    for (let j = 1; j <= b.length; j++) {
      const replaced = (previous[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
      current.push(Math.min(replaced, (previous[j] ?? 0) + 1, (current[j - 1] ?? 0) + 1))
    }
    previous = current
  }
  return previous[b.length] ?? 0
}
