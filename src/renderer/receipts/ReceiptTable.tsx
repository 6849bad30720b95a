import './ReceiptTable.css'
import { ArrowUp } from 'lucide-react'
import { type CSSProperties, useEffect, useLayoutEffect, useMemo, useRef } from 'react'
import { formatCount } from '../format/numbers.ts'
import { Button } from '../kit/Button.tsx'
import { focusableGrid } from '../kit/focusableGrid.ts'
import { useFixedRows } from '../kit/useFixedRows.ts'
import { searchedTerms } from '../query/queryTokens.ts'
import { usePreferences } from '../state/preferences.ts'
import { useReceipts, useServices } from '../state/services.ts'
import { useLocale, useWords } from '../words/useWords.ts'
import { ArrivalsAnnounced } from './ArrivalsAnnounced.tsx'
import { assignKeys, type KeyedPlace } from './assignKeys.ts'
import { BulkBar } from './BulkBar.tsx'
import { ColumnHeader } from './ColumnHeader.tsx'
import { isChosen } from './choice.ts'
import { gridTemplate, leastWidth } from './columnNames.ts'
import { PendingLine, ReceiptLine } from './ReceiptLine.tsx'

const rowHeights = { comfortable: 30, compact: 24 }
const headerHeight = 28

export function ReceiptTable() {
  const words = useWords()
  const locale = useLocale()
  const { receipts } = useServices()
  const rows = useReceipts(state => state.rows)
  useReceipts(state => state.version)
  const held = useReceipts(state => state.paused || !state.following)
  const following = useReceipts(state => state.following)
  const loadingOlder = useReceipts(state => state.loadingOlder)
  const stoppedEarly = useReceipts(state => state.stoppedEarly)
  const query = useReceipts(state => state.query)
  const selectedSeq = useReceipts(state => state.selected?.seq ?? null)
  const chosen = useReceipts(state => state.chosen)
  const { columns, density, maskPhones } = usePreferences()
  const rowHeight = rowHeights[density]
  const scroller = useRef<HTMLTableElement>(null)
  const terms = useMemo(() => searchedTerms(query), [query])
  const count = rows.order.length
  const { first, last } = useFixedRows({ scroller, count, rowHeight })

  useEffect(() => receipts.look(first, last), [receipts, first, last])

  useEffect(() => {
    if (following) scroller.current?.scrollTo({ top: 0 })
  }, [following])

  useEffect(() => {
    const element = scroller.current
    if (element === null || selectedSeq === null || rows.row(selectedSeq) === undefined) return
    const top = rows.indexOf(selectedSeq) * rowHeight
    const { scrollTop, clientHeight } = element
    if (top < scrollTop) element.scrollTop = top
    else if (top + rowHeight > scrollTop + clientHeight - headerHeight)
      element.scrollTop = top + rowHeight - clientHeight + headerHeight
  }, [selectedSeq, rows, rowHeight])

  const grid: CSSProperties & Record<`--${string}`, string> = {
    '--columns': gridTemplate(columns),
    '--least-width': `${leastWidth(columns) + 24}px`,
  }
  const placed = useRef<KeyedPlace[]>([])
  const places = assignKeys(placed.current, rows.order.slice(first, last + 1))
  const inSight = places.some(({ seq }) => seq === selectedSeq && rows.row(seq) !== undefined)
  useLayoutEffect(() => {
    placed.current = places
  })

  return (
    <div className="table">
      <table
        ref={scroller}
        className="table-scroller"
        style={grid}
        {...focusableGrid(inSight ? `receipt-${selectedSeq}` : undefined, true)}
        aria-label={words.receipts.list}
        aria-rowcount={count + 1}
        onScroll={event => receipts.scrolled(event.currentTarget.scrollTop < 2)}
        onPointerMove={receipts.pointerMoved}
        onPointerDown={event => {
          if (event.button !== 0 || !(event.target instanceof Element)) return
          const seq = Number(event.target.closest<HTMLElement>('[data-seq]')?.dataset.seq)
          const row = rows.row(seq)
          if (row === undefined) return
          const manner = event.shiftKey ? 'range' : event.ctrlKey || event.metaKey ? 'toggle' : 'only'
          if (manner !== 'only') {
            // Otherwise the text between two clicks would be marked.
            event.preventDefault()
            event.currentTarget.focus()
          }
          receipts.select(row, manner)
        }}
      >
        <thead className="table-head">
          <tr aria-rowindex={1} className="line line-head">
            {columns.map(({ name }) => (
              <ColumnHeader key={name} name={name} />
            ))}
          </tr>
        </thead>
        <tbody className="table-body" style={{ height: count * rowHeight, paddingTop: first * rowHeight }}>
          {[...places.entries()].map(([place, { seq, key }]) => {
            const index = first + place
            const row = rows.row(seq)
            return row === undefined ? (
              <PendingLine key={key} index={index} columns={columns} />
            ) : (
              <ReceiptLine
                key={key}
                index={index}
                row={row}
                selected={seq === selectedSeq || isChosen(chosen, seq)}
                open={seq === selectedSeq}
                leaving={rows.isLeaving(seq)}
                columns={columns}
                terms={terms}
                masked={maskPhones}
              />
            )
          })}
        </tbody>
      </table>
      {stoppedEarly && count - last < 20 && !loadingOlder && (
        <p className="table-foot table-stopped">
          {words.receipts.stoppedEarly}
          {rows.older !== null && <Button onClick={receipts.searchOn}>{words.receipts.searchOn}</Button>}
        </p>
      )}
      {loadingOlder && count - last < 20 && <p className="table-foot">{words.receipts.loadingOlder}</p>}
      {held && rows.waiting > 0 && (
        <button type="button" className="fresh-chip" onClick={receipts.showNewest}>
          <ArrowUp aria-hidden />
          {words.receipts.fresh(formatCount(rows.waiting, locale))}
        </button>
      )}
      <BulkBar />
      <ArrivalsAnnounced />
    </div>
  )
}
