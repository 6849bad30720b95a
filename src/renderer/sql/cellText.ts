import type { SqlCell } from '../../contract/sql.ts'
import { maskPhone, maskPhonesIn } from '../format/formatPhone.ts'

/** How a cell is to be told from others: nothing, a number, a text and bytes are four things. */
export type CellKind = 'null' | 'number' | 'text' | 'blob'

export const cellKind = (cell: SqlCell): CellKind => {
  if (cell === null) return 'null'
  if (typeof cell === 'number') return 'number'
  return typeof cell === 'object' && 'hex' in cell ? 'blob' : 'text'
}

const mobileNumber = /^1[3-9]\d{9}$/

/** A cell as one reads it. Bytes may spell a number, so where numbers are masked only their length is left. */
export function cellText(cell: SqlCell, masked: boolean): string {
  if (cell === null) return 'NULL'
  if (typeof cell === 'number') {
    const text = String(cell)
    return masked && mobileNumber.test(text) ? maskPhone(text) : text
  }
  if (typeof cell === 'string') return masked ? maskPhonesIn(cell) : cell
  if ('hex' in cell) return masked || cell.hex === '' ? '' : `0x${cell.hex}`
  return `${masked ? maskPhonesIn(cell.text) : cell.text}…`
}

/** The instant a whole number of milliseconds may mean: of this century, as every time in the tables is. */
export const instantOf = (cell: SqlCell): number | null =>
  typeof cell === 'number' && Number.isInteger(cell) && cell > 946_684_800_000 && cell < 4_102_444_800_000
    ? cell
    : null
