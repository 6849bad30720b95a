import type { ReceiptRow } from '../../../src/contract/receipt.ts'
import type {
  Comparison,
  Operator,
  Pattern,
  PresentFieldName,
  Query,
  Term,
  TextFieldName,
  TimeComparison,
} from '../../../src/core/query/ast.ts'

/** The query language said a second time, over rows in memory: what the SQL is compared with. */
export type Searched = ReceiptRow & { text: string; size: number; beside: Beside }
/** What is true of a row beside the others. */
export type Beside = { changed: boolean; reordered: boolean; unreported: boolean }

export function evaluateQuery(query: Query, row: Searched, now: number): boolean {
  return query.every(term => holds(term, row, now) !== term.negated)
}

function holds(term: Term, row: Searched, now: number): boolean {
  switch (term.kind) {
    case 'text':
      return term.texts.some(text => row.text.includes(text))
    case 'match':
      return term.patterns.some(pattern => matches(textOf(row, term.field), pattern))
    case 'choice':
      return term.choices.some(choice => choice === choiceOf(row, term.field))
    case 'compare': {
      const numbers = { latency: row.latencyMs, size: row.size, parts: row.parts, deliveries: row.deliveries }
      return term.comparisons.some(comparison => compares(numbers[term.field], comparison))
    }
    case 'time': {
      const times = { sent: row.sendTime, reported: row.reportTime, received: row.receivedAt }
      return term.comparisons.some(comparison => comparesTime(times[term.field], comparison, now))
    }
    case 'flag':
      return term.flags.some(
        flag =>
          ({
            duplicate: row.duplicateOf !== null,
            ...row.beside,
            redelivered: row.deliveries > 1,
            pinned: row.pinned,
            peeked: row.deliveries === 0,
          })[flag],
      )
    case 'present':
      return term.fields.some(field => present(row, field))
    default:
      return term satisfies never
  }
}

function present(row: Searched, field: PresentFieldName): boolean {
  switch (field) {
    case 'latency':
      return row.latencyMs !== null
    case 'parts':
      return row.parts !== null
    case 'sent':
      return row.sendTime !== null
    case 'reported':
      return row.reportTime !== null
    case 'signature':
      return row.signature !== null
    default:
      return textOf(row, field) !== null
  }
}

function textOf(row: ReceiptRow, field: TextFieldName): string | null {
  const renamed = { code: row.errCode, error: row.errMessage }
  return field === 'code' || field === 'error' ? renamed[field] : row[field]
}

function choiceOf(row: ReceiptRow, field: 'status' | 'kind' | 'via' | 'signature' | 'trust'): string | null {
  if (field === 'signature') return row.signature?.verdict ?? null
  if (field === 'trust') return row.signature?.certificateTrust ?? null
  return row[field]
}

const fold = (text: string) => text.replaceAll(/[A-Z]/g, letter => letter.toLowerCase())

function matches(value: string | null, pattern: Pattern): boolean {
  if (value === null) return false
  const escaped = pattern.map(piece => fold(piece).replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'))
  return new RegExp(`^${escaped.join('.*')}$`, 'su').test(fold(value))
}

function holdsFor(operator: Operator, left: number, right: number): boolean {
  return {
    '=': left === right,
    '>': left > right,
    '>=': left >= right,
    '<': left < right,
    '<=': left <= right,
  }[operator]
}

function compares(left: number | null, { operator, value }: Comparison): boolean {
  return left !== null && holdsFor(operator, left, value)
}

function comparesTime(left: number | null, { operator, time }: TimeComparison, now: number): boolean {
  if (left === null) return false
  if (time.kind === 'ago') return holdsFor(operator, left, now - time.milliseconds)
  if (operator === '=') return left >= time.from && left < time.to
  if (operator === '>') return left >= time.to
  if (operator === '<=') return left < time.to
  return holdsFor(operator, left, time.from)
}
