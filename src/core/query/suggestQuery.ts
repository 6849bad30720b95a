import type { QuerySuggestions, Suggestion } from '../../contract/query.ts'
import type { Prepare } from '../store/prepareCached.ts'
import { type AnyField, allFields, findField, flags, presentFields } from './fields.ts'

const mostSuggestions = 12
/** Values are taken from the newest rows only: completion must answer while people type. */
const newestRows = 5000

/** What could stand at the cursor: fields, or the values that occur in one. */
export function suggestQuery(query: string, cursor: number, prepare: Prepare): QuerySuggestions {
  const before = query.slice(0, cursor)
  const word = /(?:^|\s)(-?)(\S*)$/u.exec(before)?.[2] ?? ''
  const value = /^([A-Za-z][\w-]*)(?::(?:>=|<=|>|<)?|>=|<=|>|<)(?:[^,]*,)*([^,]*)$/.exec(word)
  if (value === null) {
    return { from: cursor - word.length, to: cursor, items: suggestFields(word) }
  }
  const [, name = '', typed = ''] = value
  return { from: cursor - typed.length, to: cursor, items: suggestValues(name, typed, prepare) }
}

function suggestFields(typed: string): Suggestion[] {
  const wanted = typed.toLowerCase()
  const special: Suggestion[] = [
    { insert: 'since:', label: { en: 'received since', zh: '接收时间不早于' }, count: null },
    { insert: 'until:', label: { en: 'received until', zh: '接收时间不晚于' }, count: null },
    { insert: 'is:', label: { en: 'is …', zh: '状态标记' }, count: null },
    { insert: 'has:', label: { en: 'has a value', zh: '有值' }, count: null },
    { insert: 'body:', label: { en: 'text contains', zh: '文本包含' }, count: null },
  ]
  return [...allFields.map(suggestField), ...special]
    .filter(({ insert }) => insert.startsWith(wanted))
    .slice(0, mostSuggestions)
}

function suggestField(field: AnyField): Suggestion {
  const sign = field.kind === 'number' ? '>' : field.kind === 'time' ? '>=' : ':'
  return { insert: `${field.spellings[0]}${sign}`, label: field.words, count: null }
}

function suggestValues(name: string, typed: string, prepare: Prepare): Suggestion[] {
  const wanted = typed.replace(/^"/, '').toLowerCase()
  const fixed = fixedValues(name)
  if (fixed !== null) return fixed.filter(({ insert }) => insert.startsWith(wanted))
  const field = findField(name)
  if (field === undefined || (field.kind !== 'text' && field.kind !== 'choice')) return []
  const column = `r.${field.column}`
  const rows = prepare(
    `SELECT ${column} AS value, count(*) AS count
      FROM (SELECT * FROM receipt ORDER BY seq DESC LIMIT ${newestRows}) r
      WHERE ${column} IS NOT NULL AND instr(lower(${column}), ?) > 0
      GROUP BY ${column} ORDER BY instr(lower(${column}), ?) = 1 DESC, count(*) DESC, ${column}
      LIMIT ${mostSuggestions}`,
  ).all(wanted, wanted) as { value: string; count: number }[]
  const counts = new Map(rows.map(({ value, count }) => [value, count]))
  if (field.kind === 'choice') {
    return field.choices
      .filter(choice => choice.startsWith(wanted))
      .map(choice => ({ insert: choice, label: { en: choice, zh: choice }, count: counts.get(choice) ?? 0 }))
  }
  return rows.map(({ value, count }) => ({
    insert: asValue(value),
    label: { en: value, zh: value },
    count,
  }))
}

function fixedValues(name: string): Suggestion[] | null {
  switch (name.toLowerCase()) {
    case 'is':
      return Object.entries(flags).map(([insert, { words }]) => ({ insert, label: words, count: null }))
    case 'has':
      return Object.values(presentFields).map(field => ({
        insert: field.spellings[0],
        label: field.words,
        count: null,
      }))
    case 'since':
    case 'until':
      return ['15m', '1h', '24h', '7d', 'today', 'yesterday'].map(insert => ({
        insert,
        label: { en: insert, zh: insert },
        count: null,
      }))
    default:
      return null
  }
}

/** As it must be written to be read back as this one value. */
export function asValue(value: string): string {
  if (value !== '' && !/[\s",*]/u.test(value) && !/^[<>]/.test(value)) return value
  return `"${value.replaceAll(/["\\]/g, '\\$&')}"`
}
