import { type CSSProperties, type KeyboardEvent, useMemo, useRef, useState } from 'react'
import type { SqlAnswer, SqlCell } from '../../contract/sql.ts'
import { formatBytes } from '../format/numbers.ts'
import { revealInline } from '../format/revealControls.ts'
import { focusableGrid } from '../kit/focusableGrid.ts'
import { useFixedRows } from '../kit/useFixedRows.ts'
import { copyText } from '../state/copyText.ts'
import { useLocale, useWords } from '../words/useWords.ts'
import { CellDetail } from './CellDetail.tsx'
import { cellKind, cellText } from './cellText.ts'
import { columnWidths } from './columnWidths.ts'
import { moveCell } from './moveCell.ts'
import { uniqueNames } from './uniqueNames.ts'

const rowHeight = 26
/** Pixels of a cell left and right of its text. */
const cellPadding = 20
/** Characters of a cell that are put on the page; no column is wider. */
const shownCharacters = 200

type Props = { answer: SqlAnswer; masked: boolean }

/** The rows of an answer: one cell is the active one, moved by arrows or a click, and read in full below. */
export function SqlGrid({ answer, masked }: Props) {
  const { sql: words } = useWords()
  const { columns, rows } = answer
  const scroller = useRef<HTMLTableElement>(null)
  const [active, setActive] = useState({ row: 0, column: 0 })
  const names = useMemo(() => uniqueNames(columns.map(({ name }) => name)), [columns])
  const usual = useMemo(() => columnWidths(answer), [answer])
  const [sized, setSized] = useState<Record<number, number>>({})
  const { first, last } = useFixedRows({ scroller, count: rows.length, rowHeight })

  function onKeyDown(event: KeyboardEvent<HTMLElement>) {
    if (event.target !== scroller.current) return
    const cell = rows[active.row]?.[active.column]
    const isCopy = event.key === 'Enter' || (event.key === 'c' && (event.ctrlKey || event.metaKey))
    if (isCopy && cell !== undefined) void copyText(cellText(cell, masked))
    else {
      const size = { rows: rows.length, columns: columns.length }
      const next = moveCell(active, event, size)
      if (next === null) return
      setActive(next)
      reveal(next)
    }
    event.preventDefault()
    event.stopPropagation()
  }

  function reveal({ row, column }: typeof active) {
    const element = scroller.current
    if (element === null) return
    const top = row * rowHeight
    const room = element.clientHeight - 2 * rowHeight
    if (top < element.scrollTop) element.scrollTop = top
    else if (top > element.scrollTop + room) element.scrollTop = top - room
    element.querySelectorAll('th')[column]?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  }

  const widths = usual.map((width, at) => sized[at] ?? width)
  const grid: CSSProperties & Record<'--columns', string> = {
    '--columns': widths.map(width => `calc(${width}ch + ${cellPadding}px)`).join(' '),
  }
  const shown = rows.slice(first, last + 1)
  const isNumeric = columns.map((_, at) =>
    rows.slice(0, 50).some(row => cellKind(row[at] ?? null) === 'number'),
  )
  return (
    <>
      <table
        ref={scroller}
        className="sql-grid mono"
        style={grid}
        {...focusableGrid(`sql-${active.row}-${active.column}`)}
        aria-label={words.result}
        aria-rowcount={rows.length + 1}
        aria-colcount={columns.length}
        onKeyDown={onKeyDown}
      >
        <thead>
          <tr aria-rowindex={1} className="sql-row">
            {names.map((name, at) => (
              <th
                key={name}
                scope="col"
                className={isNumeric[at] ? 'sql-number' : ''}
                title={revealInline(name, shownCharacters)}
              >
                {revealInline(name, 60)}
                <ColumnEdge
                  name={name}
                  width={widths[at] ?? 0}
                  onChange={width => setSized({ ...sized, [at]: width })}
                />
              </th>
            ))}
          </tr>
        </thead>
        <tbody style={{ height: rows.length * rowHeight, paddingTop: first * rowHeight }}>
          {shown.map((row, place) => {
            const index = first + place
            return (
              <tr key={index} aria-rowindex={index + 2} className="sql-row">
                {names.map((name, at) => (
                  <Cell
                    key={name}
                    id={`sql-${index}-${at}`}
                    cell={row[at] ?? null}
                    masked={masked}
                    active={index === active.row && at === active.column}
                    onChoose={() => setActive({ row: index, column: at })}
                  />
                ))}
              </tr>
            )
          })}
        </tbody>
      </table>
      <CellDetail answer={answer} row={active.row} column={active.column} masked={masked} />
    </>
  )
}

const gridCell = (active: boolean) => ({ role: 'gridcell', 'aria-selected': active }) as const

type CellProps = { id: string; cell: SqlCell; masked: boolean; active: boolean; onChoose: () => void }

function Cell({ id, cell, masked, active, onChoose }: CellProps) {
  const { sql: words } = useWords()
  const locale = useLocale()
  const kind = cellKind(cell)
  const text = revealInline(cellText(cell, masked), shownCharacters)
  return (
    <td id={id} className={`sql-${kind}`} {...gridCell(active)} onPointerDown={onChoose}>
      {typeof cell === 'object' && cell !== null && 'bytes' in cell && (
        <span className="sql-mark">{words.bytes(formatBytes(cell.bytes, locale))} </span>
      )}
      {text}
    </td>
  )
}

type EdgeProps = { name: string; width: number; onChange: (width: number) => void }

const least = 4
const most = 200

/** A slider by its nature: arrows make the column wider, dragging does too. */
function ColumnEdge({ name, width, onChange }: EdgeProps) {
  const { sql: words } = useWords()
  return (
    <input
      type="range"
      className="column-edge"
      aria-label={words.resizeColumn(name)}
      min={least}
      max={most}
      value={width}
      onChange={event => onChange(event.target.valueAsNumber)}
      onPointerDown={event => {
        event.preventDefault()
        const handle = event.currentTarget
        const header = handle.closest('th')
        const character = header === null ? 0 : (header.getBoundingClientRect().width - cellPadding) / width
        if (character === 0) return
        const from = event.clientX
        handle.setPointerCapture(event.pointerId)
        const move = (moved: PointerEvent) => {
          const wanted = Math.round(width + (moved.clientX - from) / character)
          onChange(Math.min(most, Math.max(least, wanted)))
        }
        handle.addEventListener('pointermove', move)
        const stop = () => handle.removeEventListener('pointermove', move)
        handle.addEventListener('lostpointercapture', stop, { once: true })
      }}
    />
  )
}
