import type { Words } from '../../contract/words.ts'
import type { Comparison, Operator, Pattern, Query, Term, TimeComparison } from './ast.ts'
import {
  choiceFields,
  flags,
  type NumberField,
  numberFields,
  presentFields,
  textFields,
  timeFields,
} from './fields.ts'

/** What a query means, in words; empty for the empty query. */
export function echoQuery(query: Query): Words {
  const parts = query.map(echoTerm)
  return { en: parts.map(part => part.en).join(', and '), zh: parts.map(part => part.zh).join('，且') }
}

function echoTerm(term: Term): Words {
  const words = echoCondition(term)
  return term.negated ? { en: `not: ${words.en}`, zh: `排除：${words.zh}` } : words
}

function echoCondition(term: Term): Words {
  switch (term.kind) {
    case 'text':
      return {
        en: `text contains ${either(term.texts.map(quoteEnglish)).en}`,
        zh: `文本包含${either(term.texts.map(quoteChinese)).zh}`,
      }
    case 'match':
      return match(textFields[term.field].words, term.patterns)
    case 'choice':
      return is(choiceFields[term.field].words, either(term.choices))
    case 'compare': {
      const field = numberFields[term.field]
      return compared(
        field.words,
        term.comparisons.map(comparison => echoComparison(comparison, field)),
      )
    }
    case 'time':
      return compared(timeFields[term.field].words, term.comparisons.map(echoTime))
    case 'flag':
      return eitherWords(term.flags.map(flag => flags[flag].words))
    case 'present':
      return eitherWords(
        term.fields.map(name => {
          const { words } = presentFields[name]
          return { en: `has ${words.en}`, zh: `有${words.zh}` }
        }),
      )
    default:
      return term satisfies never
  }
}

const quoteEnglish = (text: string) => `“${text}”`
const quoteChinese = quoteEnglish

function match(field: Words, patterns: readonly Pattern[]): Words {
  return eitherWords(
    patterns.map(pattern => {
      const [first, ...rest] = pattern
      if (rest.length === 0) return is(field, { en: first, zh: first })
      if (rest.length === 1 && rest[0] === '') {
        return first === ''
          ? { en: `has ${field.en}`, zh: `有${field.zh}` }
          : { en: `${field.en} starts with ${first}`, zh: `${field.zh}以 ${first} 开头` }
      }
      const shown = pattern.join('*')
      return { en: `${field.en} is like ${shown}`, zh: `${field.zh}形如 ${shown}` }
    }),
  )
}

const is = (field: Words, value: Words): Words => ({
  en: `${field.en} is ${value.en}`,
  zh: `${field.zh}为 ${value.zh}`,
})

const compared = (field: Words, comparisons: Words[]): Words => {
  const all = eitherWords(comparisons)
  return { en: `${field.en} ${all.en}`, zh: `${field.zh}${all.zh}` }
}

const either = (values: readonly string[]): Words => ({ en: values.join(' or '), zh: values.join(' 或 ') })

const eitherWords = (all: readonly Words[]): Words => ({
  en: all.map(words => words.en).join(' or '),
  zh: all.map(words => words.zh).join('或'),
})

const signs: Record<Operator, Words> = {
  '=': { en: 'is', zh: '为' },
  '>': { en: 'above', zh: '大于' },
  '>=': { en: 'at least', zh: '不小于' },
  '<': { en: 'below', zh: '小于' },
  '<=': { en: 'at most', zh: '不大于' },
}

function echoComparison({ operator, value }: Comparison, field: NumberField): Words {
  const shown = field.unit === 'duration' ? showDuration(value) : String(value)
  const unit = field.unit === 'bytes' ? { en: ' bytes', zh: ' 字节' } : { en: '', zh: '' }
  const sign = signs[operator]
  return { en: `${sign.en} ${shown}${unit.en}`, zh: `${sign.zh} ${shown}${unit.zh}` }
}

const timeSigns: Record<Operator, Words> = {
  '=': { en: 'in', zh: '在' },
  '>': { en: 'after', zh: '晚于' },
  '>=': { en: 'from', zh: '不早于' },
  '<': { en: 'before', zh: '早于' },
  '<=': { en: 'up to', zh: '不晚于' },
}

function echoTime({ operator, time }: TimeComparison): Words {
  const sign = timeSigns[operator]
  if (time.kind === 'ago') {
    const shown = showDuration(time.milliseconds)
    if (time.milliseconds === 0) return { en: `${sign.en} now`, zh: `${sign.zh}现在` }
    return { en: `${sign.en} ${shown} ago`, zh: `${sign.zh} ${shown} 前` }
  }
  const shown = showInstant(time.from)
  return { en: `${sign.en} ${shown}`, zh: `${sign.zh} ${shown}` }
}

function showInstant(instant: number): string {
  const at = new Date(instant)
  const two = (value: number) => String(value).padStart(2, '0')
  const day = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`
  const clock = `${two(at.getHours())}:${two(at.getMinutes())}:${two(at.getSeconds())}`
  return clock === '00:00:00' ? day : `${day} ${clock.replace(/:00$/, '')}`
}

const steps = [
  [86_400_000, 'd'],
  [3_600_000, 'h'],
  [60_000, 'm'],
  [1000, 's'],
] as const

function showDuration(milliseconds: number): string {
  let rest = milliseconds
  let shown = ''
  for (const [width, unit] of steps) {
    const amount = Math.floor(rest / width)
    if (amount > 0) shown += `${amount}${unit}`
    rest -= amount * width
  }
  return rest > 0 || shown === '' ? `${shown}${rest}ms` : shown
}
