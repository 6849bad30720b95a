import { PanelRight } from 'lucide-react'
import type { Instant, ReceiptId, Seq } from '../../contract/brand.ts'
import type { SqlAnswer } from '../../contract/sql.ts'
import { formatCount } from '../format/numbers.ts'
import { formatInstant } from '../format/times.ts'
import { Button } from '../kit/Button.tsx'
import { Copyable } from '../kit/Copyable.tsx'
import { ForeignText } from '../kit/ForeignText.tsx'
import { useServices } from '../state/services.ts'
import { setShell } from '../state/shell.ts'
import { useLocale, useWords } from '../words/useWords.ts'
import { cellText, instantOf } from './cellText.ts'

type Props = { answer: SqlAnswer; row: number; column: number; masked: boolean }

/** The active cell in full, what it may mean as a time, and the way to the receipt that its row is about. */
export function CellDetail({ answer, row, column, masked }: Props) {
  const { sql: words } = useWords()
  const locale = useLocale()
  const { receipts } = useServices()
  const cell = answer.rows[row]?.[column]
  const name = answer.columns[column]?.name
  if (cell === undefined || name === undefined) return null
  const text = cellText(cell, masked)
  const instant = instantOf(cell)
  const seq = answer.rows[row]?.[answer.columns.findIndex(column => column.name === 'seq')]
  return (
    <footer className="sql-cell">
      <span className="faint">{words.cell(name, formatCount(row + 1, locale))}</span>
      <span className="mono sql-cell-text">
        <Copyable text={text} name={name}>
          <ForeignText text={text} multiline />
        </Copyable>
      </span>
      {instant !== null && <span className="dim">{formatInstant(instant as Instant, locale)}</span>}
      {typeof cell === 'object' && cell !== null && 'characters' in cell && (
        <span className="dim">{words.cut(formatCount(cell.characters, locale))}</span>
      )}
      <span className="faint sql-cell-hint">{words.noCell}</span>
      {typeof seq === 'number' && (
        <Button
          icon={<PanelRight aria-hidden />}
          onClick={() => {
            receipts.select({ id: `r${seq}` as ReceiptId, seq: seq as Seq })
            setShell({ sql: false })
          }}
        >
          {words.openReceipt}
        </Button>
      )}
    </footer>
  )
}
