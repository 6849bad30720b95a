import type { SqlAnswer } from '../../contract/sql.ts'
import { cellText } from './cellText.ts'

const looked = 200
const least = 6
const most = 44

/** Widths in characters that most of what stands in a column fits in; a Chinese character is as wide as two others. */
export function columnWidths({ columns, rows }: Pick<SqlAnswer, 'columns' | 'rows'>): number[] {
  return columns.map(({ name }, at) => {
    const widths = rows.slice(0, looked).map(row => widthOf(cellText(row[at] ?? null, false).slice(0, most)))
    return Math.min(most, Math.max(least, widthOf(name), ...widths))
  })
}

const widthOf = (text: string): number =>
  [...text].reduce((sum, character) => sum + (/[\u1100-\u{1f9ff}]/u.test(character) ? 2 : 1), 0)
