import type { Words } from '../../contract/words.ts'
import type { Comparison, Operator, Pattern, TimeComparison } from './ast.ts'
import type { ChoiceField, NumberField } from './fields.ts'
import { parseDuration, parseTime } from './parseTime.ts'
import type { Piece } from './readTerms.ts'

export type ValueProblem = { problem: Words }

export function readPattern(piece: Piece): Pattern {
  if (piece.quoted) return [piece.text]
  const [first = '', ...rest] = piece.text.split(/\*+/)
  return [first, ...rest]
}

export function readChoice(text: string, field: ChoiceField): string | ValueProblem {
  const choice = text.toLowerCase()
  if (field.choices.includes(choice)) return choice
  const choices = field.choices.join(', ')
  return {
    problem: {
      en: `${field.name} is one of ${choices}; found “${text}”`,
      zh: `${field.name} 只能是 ${choices}，当前为“${text}”`,
    },
  }
}

const units: Record<NumberField['unit'], { read: (text: string) => number | null; expected: Words }> = {
  duration: {
    read: parseDuration,
    expected: { en: 'a duration such as 30s, 250ms or 1h30m', zh: '时长，例如 30s、250ms 或 1h30m' },
  },
  bytes: {
    read: readBytes,
    expected: { en: 'a size such as 500, 2kb or 1mb', zh: '大小，例如 500、2kb 或 1mb' },
  },
  count: {
    read: text => (/^\d{1,15}$/.test(text) ? Number(text) : null),
    expected: { en: 'a whole number', zh: '整数' },
  },
}

/** A value in a list may carry its own sign: `parts:>2,1`. */
export function readComparison(
  text: string,
  operator: Operator,
  field: NumberField,
): Comparison | ValueProblem {
  const unit = units[field.unit]
  const [sign, rest] = splitSign(text, operator)
  const value = unit.read(rest)
  if (value !== null) return { operator: sign, value }
  return {
    problem: {
      en: `${field.name} needs ${unit.expected.en}; found “${text}”`,
      zh: `${field.name} 需要${unit.expected.zh}，当前为“${text}”`,
    },
  }
}

export function readTimeComparison(
  text: string,
  operator: Operator,
  now: number,
): TimeComparison | ValueProblem {
  const [sign, rest] = splitSign(text, operator)
  const time = parseTime(rest, now)
  if (time !== null) return { operator: sign, time }
  return {
    problem: {
      en: `Expected a date (2026-11-20, 2026-11-20T09:30) or a duration before now (2h, 30m); found “${text}”`,
      zh: `需要日期（2026-11-20、2026-11-20T09:30）或距现在的时长（2h、30m），当前为“${text}”`,
    },
  }
}

function splitSign(text: string, operator: Operator): [Operator, string] {
  const sign = /^(>=|<=|>|<)/.exec(text)?.[0]
  return sign === undefined ? [operator, text] : [sign as Operator, text.slice(sign.length)]
}

function readBytes(text: string): number | null {
  const match = /^(\d{1,12}(?:\.\d+)?)(b|kb|k|mb|m)?$/i.exec(text)
  if (match === null) return null
  const unit = (match[2] ?? 'b').toLowerCase().charAt(0)
  return Math.round(Number(match[1]) * (unit === 'k' ? 1024 : unit === 'm' ? 1_048_576 : 1))
}
