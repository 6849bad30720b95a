import { type Group, type GroupField, groupFields } from '../../contract/group.ts'

/** Up to four fields separated by commas, each once; null for anything else. */
export function parseGroupFields(text: string): GroupField[] | null {
  const fields = text === '' ? [] : text.split(',').map(name => groupFields.find(known => known === name))
  const known = fields.filter(field => field !== undefined)
  return known.length === fields.length && known.length <= 4 && new Set(known).size === known.length
    ? known
    : null
}

/** A group with its values by name, as scripts see it. */
export function toStatistic({ values, ...group }: Group, by: readonly GroupField[]) {
  return { ...Object.fromEntries(by.map((field, index) => [field, values[index] ?? null])), ...group }
}
