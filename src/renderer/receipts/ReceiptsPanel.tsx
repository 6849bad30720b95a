import './ReceiptsPanel.css'
import type { CSSProperties } from 'react'
import { HistogramChart } from '../histogram/HistogramChart.tsx'
import { Inspector } from '../inspector/Inspector.tsx'
import { Splitter } from '../kit/Splitter.tsx'
import { setPreferences, usePreferences } from '../state/preferences.ts'
import { useReceipts } from '../state/services.ts'
import { useWords } from '../words/useWords.ts'
import { ReceiptsEmpty } from './ReceiptsEmpty.tsx'
import { ReceiptsHead } from './ReceiptsHead.tsx'
import { ReceiptTable } from './ReceiptTable.tsx'

export function ReceiptsPanel() {
  const words = useWords()
  const width = usePreferences(state => state.inspectorWidth)
  const showsHistogram = usePreferences(state => state.histogram)
  const selected = useReceipts(state => state.selected !== null)
  const rows = useReceipts(state => state.rows)
  useReceipts(state => state.version)
  const ready = useReceipts(state => state.ready)
  const measure: CSSProperties & Record<'--inspector-width', string> = { '--inspector-width': `${width}px` }
  const empty = ready && rows.order.length === 0
  return (
    <div className="receipts">
      <h1 className="visually-hidden">{words.panel.receipts}</h1>
      <section className="receipts-list" aria-label={words.panel.receipts}>
        <ReceiptsHead />
        {showsHistogram && !empty && <HistogramChart />}
        {empty || !ready ? <ReceiptsEmpty /> : <ReceiptTable />}
      </section>
      {selected && (
        <>
          <Splitter
            label={words.receipts.resize}
            width={width}
            onChange={inspectorWidth => setPreferences({ inspectorWidth })}
          />
          <aside className="inspector" aria-label={words.inspector.label} style={measure}>
            <Inspector />
          </aside>
        </>
      )}
    </div>
  )
}
