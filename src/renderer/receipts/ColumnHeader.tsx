import { type PointerEvent as ReactPointerEvent, useRef } from 'react'
import { setPreferences, usePreferences } from '../state/preferences.ts'
import { useWords } from '../words/useWords.ts'
import { type ColumnName, largestWidth, moveColumn, smallestWidth } from './columnNames.ts'

const setWidth = (name: ColumnName, width: number | null) =>
  setPreferences({
    columns: usePreferences.getState().columns.map(column =>
      column.name === name
        ? {
            name,
            width: width === null ? null : Math.min(largestWidth, Math.max(smallestWidth, Math.round(width))),
          }
        : column,
    ),
  })

/** Drag the edge for the width (twice for the usual one), drag the name for the order; by keyboard arrows, with Alt for the order. */
export function ColumnHeader({ name }: { name: ColumnName }) {
  const words = useWords()
  const cell = useRef<HTMLTableCellElement>(null)
  const width = usePreferences(({ columns }) => columns.find(column => column.name === name)?.width ?? null)
  const measure = () => cell.current?.getBoundingClientRect().width ?? smallestWidth

  function startResizing(event: ReactPointerEvent<HTMLElement>) {
    event.preventDefault()
    const handle = event.currentTarget
    const from = event.clientX
    const before = measure()
    handle.setPointerCapture(event.pointerId)
    const move = (moved: PointerEvent) => setWidth(name, before + moved.clientX - from)
    handle.addEventListener('pointermove', move)
    handle.addEventListener('lostpointercapture', () => handle.removeEventListener('pointermove', move), {
      once: true,
    })
  }

  return (
    <th
      ref={cell}
      scope="col"
      className="cell column-header"
      draggable
      onDragStart={event => event.dataTransfer.setData('application/x-receiptscope-column', name)}
      onDragOver={event => {
        if (event.dataTransfer.types.includes('application/x-receiptscope-column')) event.preventDefault()
      }}
      onDrop={event => {
        const dragged = event.dataTransfer.getData('application/x-receiptscope-column')
        const { columns } = usePreferences.getState()
        const from = columns.findIndex(column => column.name === dragged)
        const to = columns.findIndex(column => column.name === name)
        const moved = columns[from]
        if (moved !== undefined) setPreferences({ columns: moveColumn(columns, moved.name, to - from) })
      }}
    >
      {words.column[name]}
      <input
        type="range"
        className="column-edge"
        aria-label={words.receipts.resizeColumn(words.column[name])}
        min={smallestWidth}
        max={largestWidth}
        step={4}
        value={Math.round(width ?? measure())}
        onChange={event => setWidth(name, event.target.valueAsNumber)}
        onPointerDown={startResizing}
        onDoubleClick={() => setWidth(name, null)}
        onKeyDown={event => {
          const by = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0
          if (by === 0 || !event.altKey) return
          event.preventDefault()
          setPreferences({ columns: moveColumn(usePreferences.getState().columns, name, by) })
        }}
      />
    </th>
  )
}
