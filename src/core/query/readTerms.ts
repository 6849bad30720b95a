import type { QueryProblem } from '../../contract/query.ts'
import type { Words } from '../../contract/words.ts'
import type { Operator } from './ast.ts'
import { findField } from './fields.ts'

/** A value as written, without its quotes; `quoted` takes away the meaning of `*`. */
export type Piece = { text: string; quoted: boolean; start: number; end: number }

export type TermText = {
  negated: boolean
  field: { name: string; start: number; end: number } | null
  operator: Operator
  values: readonly [Piece, ...Piece[]]
  start: number
  end: number
}

export class QueryTrouble extends Error {
  readonly problem: QueryProblem

  constructor(at: number, length: number, message: Words, hint: Words | null = null) {
    super(message.en)
    this.problem = { at, length: Math.max(1, length), message, hint }
  }
}

const space = /\s/u

/** Cuts a query into terms: `-field:value,"a value"`, `field>=value`, words and "phrases". */
export function readTerms(text: string): TermText[] {
  const terms: TermText[] = []
  let at = 0
  while (at < text.length) {
    if (space.test(text.charAt(at))) {
      at++
      continue
    }
    const term = readTerm(text, at)
    terms.push(term)
    at = term.end
  }
  return terms
}

function readTerm(text: string, start: number): TermText {
  const negated = text.charAt(start) === '-'
  const first = negated ? start + 1 : start
  if (first >= text.length || space.test(text.charAt(first))) {
    throw new QueryTrouble(start, 1, {
      en: '“-” negates what follows it, and nothing follows',
      zh: '“-”表示取反，但后面没有内容',
    })
  }
  const head = /^([A-Za-z][\w-]*)(:(?:>=|<=|>|<)?|>=|<=|>|<)/.exec(text.slice(first))
  if (head === null || isCarrierCode(head[1] ?? '')) {
    const piece = readPiece(text, first, false)
    return { negated, field: null, operator: '=', values: [piece], start, end: piece.end }
  }
  const [whole, name = '', sign = ''] = head
  const operator = (sign.replace(':', '') || '=') as Operator
  const values = readValues(text, first + whole.length, name)
  const end = values.at(-1)?.end ?? first
  return { negated, field: { name, start: first, end: first + name.length }, operator, values, start, end }
}

/** Carriers' codes, such as MK:0001, may be typed as they are read. */
const isCarrierCode = (name: string) => /^[A-Z]{1,3}$/.test(name) && findField(name) === undefined

function readValues(text: string, from: number, name: string): [Piece, ...Piece[]] {
  const read = (at: number): Piece => {
    const piece = readPiece(text, at, true)
    if (piece.end > piece.start) return piece
    throw new QueryTrouble(at === from ? at - 1 : at - 1, 1, {
      en: `${name} needs a value here`,
      zh: `${name} 此处缺少值`,
    })
  }
  const values: [Piece, ...Piece[]] = [read(from)]
  for (let end = values[0].end; text.charAt(end) === ','; ) {
    const piece = read(end + 1)
    values.push(piece)
    end = piece.end
  }
  return values
}

/** In a list a comma ends a bare value; in a bare word it is part of it. */
function readPiece(text: string, start: number, inList: boolean): Piece {
  if (text.charAt(start) === '"') return readQuoted(text, start)
  let end = start
  while (end < text.length && !space.test(text.charAt(end)) && !(inList && text.charAt(end) === ',')) end++
  return { text: text.slice(start, end), quoted: false, start, end }
}

/** Inside quotes, `\"` is a quote and `\\` a backslash. */
function readQuoted(text: string, start: number): Piece {
  let value = ''
  for (let at = start + 1; at < text.length; at++) {
    const character = text.charAt(at)
    if (character === '"') return { text: value, quoted: true, start, end: at + 1 }
    if (character === '\\' && /["\\]/.test(text.charAt(at + 1))) at++
    value += text.charAt(at)
  }
  throw new QueryTrouble(start, text.length - start, {
    en: 'This quote is not closed',
    zh: '引号没有闭合',
  })
}
