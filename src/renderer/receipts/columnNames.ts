export const columnNames = [
  'status',
  'received',
  'phone',
  'code',
  'latency',
  'parts',
  'bizId',
  'outId',
  'carrier',
  'source',
  'via',
] as const

export type ColumnName = (typeof columnNames)[number]

/** `width` in pixels, or null for the column's own measure. */
export type ColumnPreference = { name: ColumnName; width: number | null }

export const isColumnName = (value: unknown): value is ColumnName => columnNames.some(name => name === value)

type Measure = { min: number; grow: number }

/** All of the usual ones fit beside the inspector on a screen of 1440 pixels. */
const measures: Record<ColumnName, Measure> = {
  status: { min: 96, grow: 0 },
  received: { min: 84, grow: 0 },
  phone: { min: 122, grow: 0 },
  code: { min: 196, grow: 1.6 },
  latency: { min: 104, grow: 0 },
  parts: { min: 44, grow: 0 },
  bizId: { min: 158, grow: 1 },
  outId: { min: 110, grow: 0.6 },
  carrier: { min: 96, grow: 0 },
  source: { min: 140, grow: 0.8 },
  via: { min: 126, grow: 0 },
}

export const smallestWidth = 48
export const largestWidth = 1_200

/** The columns as one CSS grid: chosen widths are fixed, the others share what is left. */
export function gridTemplate(columns: readonly ColumnPreference[]): string {
  return columns
    .map(({ name, width }) => {
      const { min, grow } = measures[name]
      if (width !== null) return `${width}px`
      return grow === 0 ? `${min}px` : `minmax(${min}px, ${grow}fr)`
    })
    .join(' ')
}

/** The least the columns need side by side, in pixels. */
export const leastWidth = (columns: readonly ColumnPreference[]): number =>
  columns.reduce((sum, { name, width }) => sum + (width ?? measures[name].min), 0)

/** The columns with one of them moved by so many places. */
export function moveColumn(
  columns: readonly ColumnPreference[],
  name: ColumnName,
  by: number,
): ColumnPreference[] {
  const from = columns.findIndex(column => column.name === name)
  const column = columns[from]
  if (column === undefined) return [...columns]
  const others = columns.filter(other => other !== column)
  const to = Math.max(0, Math.min(others.length, from + by))
  return [...others.slice(0, to), column, ...others.slice(to)]
}

/** The columns with one shown (in its usual place) or hidden; the last one stays. */
export function toggleColumn(columns: readonly ColumnPreference[], name: ColumnName): ColumnPreference[] {
  if (columns.some(column => column.name === name)) {
    const left = columns.filter(column => column.name !== name)
    return left.length === 0 ? [...columns] : left
  }
  const usual = columnNames.indexOf(name)
  const after = columns.findLastIndex(column => columnNames.indexOf(column.name) < usual)
  return [...columns.slice(0, after + 1), { name, width: null }, ...columns.slice(after + 1)]
}
