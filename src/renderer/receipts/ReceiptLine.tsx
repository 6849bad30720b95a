import { memo } from 'react'
import type { ReceiptRow } from '../../contract/receipt.ts'
import { useWords } from '../words/useWords.ts'
import type { ColumnPreference } from './columnNames.ts'
import { ReceiptCell } from './ReceiptCell.tsx'

type CellsProps = {
  row: ReceiptRow
  columns: readonly ColumnPreference[]
  terms: readonly string[]
  masked: boolean
}

/** A row's cells change only with the row: not with its place, its selection or what arrives above it. */
const Cells = memo(function Cells({ row, columns, terms, masked }: CellsProps) {
  return columns.map(({ name }) => (
    <td key={name} className={`cell cell-${name}`}>
      <ReceiptCell column={name} row={row} terms={terms} masked={masked} />
    </td>
  ))
})

type Props = CellsProps & { index: number; selected: boolean; open: boolean; leaving: boolean }

export function ReceiptLine({ index, selected, open, leaving, row, ...cells }: Props) {
  const { receipts: words } = useWords()
  return (
    <tr
      id={`receipt-${row.seq}`}
      data-seq={row.seq}
      data-status={row.status}
      aria-rowindex={index + 2}
      aria-selected={selected}
      className={`line ${open ? 'line-open' : ''} ${leaving ? 'line-leaving' : ''}`}
      title={leaving ? words.leaving : undefined}
    >
      <Cells row={row} {...cells} />
    </tr>
  )
}

export function PendingLine({ index, columns }: { index: number; columns: readonly ColumnPreference[] }) {
  return (
    <tr aria-rowindex={index + 2} aria-busy className="line">
      {columns.map(({ name }) => (
        <td key={name} className="cell">
          <span className="skeleton" />
        </td>
      ))}
    </tr>
  )
}
