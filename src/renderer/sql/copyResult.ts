import type { SqlAnswer, SqlCell } from '../../contract/sql.ts'
import { cellKind, cellText } from './cellText.ts'
import { uniqueNames } from './uniqueNames.ts'

/** The result for a spreadsheet; nothing is an empty field, an empty text is `""`. */
export function toCsv({ columns, rows }: Pick<SqlAnswer, 'columns' | 'rows'>, masked: boolean): string {
  const lines = [
    columns.map(({ name }) => quote(name)),
    ...rows.map(row => row.map(cell => field(cell, masked))),
  ]
  return lines.map(fields => `${fields.join(',')}\r\n`).join('')
}

function field(cell: SqlCell, masked: boolean): string {
  if (cell === null) return ''
  const text = cellText(cell, masked)
  return cellKind(cell) === 'text' ? quote(guard(text)) : text
}

const quote = (text: string) =>
  text === '' || /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text

/** A spreadsheet must neither calculate a text that begins like a formula nor round one that looks like a long number. */
function guard(text: string): string {
  if (/^[=+\-@\t\r']/.test(text)) return `'${text}`
  return /^\d{12,}$/.test(text) ? `\t${text}` : text
}

/** The result as one object a row; a name that comes twice is numbered. */
export function toJson({ columns, rows }: Pick<SqlAnswer, 'columns' | 'rows'>, masked: boolean): string {
  const names = uniqueNames(columns.map(({ name }) => name))
  const value = (cell: SqlCell) => {
    const kind = cellKind(cell)
    if (kind === 'null') return null
    const text = cellText(cell, masked)
    return kind === 'number' && text === String(cell) ? cell : text
  }
  const objects = rows.map(row => Object.fromEntries(names.map((name, at) => [name, value(row[at] ?? null)])))
  return `${JSON.stringify(objects, null, 2)}\n`
}
