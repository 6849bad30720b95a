import './ReceiptsPanel.css'
import { type CSSProperties, useEffect, useRef } from 'react'
import { useWelcome } from '../firstRun/useWelcome.ts'
import { HistogramChart } from '../histogram/HistogramChart.tsx'
import { Inspector } from '../inspector/Inspector.tsx'
import { Splitter } from '../kit/Splitter.tsx'
import { loadLater } from '../parts/loadLater.tsx'
import { SearchProgress } from '../query/SearchProgress.tsx'
import { setPreferences, usePreferences } from '../state/preferences.ts'
import { useReceipts } from '../state/services.ts'
import { setShell, useShell } from '../state/shell.ts'
import { useWords } from '../words/useWords.ts'
import { isMany } from './choice.ts'
import { ReceiptsEmpty } from './ReceiptsEmpty.tsx'
import { ReceiptsHead } from './ReceiptsHead.tsx'
import { ReceiptTable } from './ReceiptTable.tsx'

const ChoiceReplay = loadLater(async () => (await import('../replay/ChoiceReplay.tsx')).ChoiceReplay)
const FacetSidebar = loadLater(async () => (await import('../query/FacetSidebar.tsx')).FacetSidebar)
const SqlConsole = loadLater(async () => (await import('../sql/SqlConsole.tsx')).SqlConsole)
const FirstRun = loadLater(async () => (await import('../firstRun/FirstRun.tsx')).FirstRun)
const WelcomeStrip = loadLater(async () => (await import('../firstRun/WelcomeStrip.tsx')).WelcomeStrip)
const CompareView = loadLater(async () => (await import('../compare/CompareView.tsx')).CompareView)

export function ReceiptsPanel() {
  const sql = useSqlShown()
  const begins = useShell(state => state.firstRun !== null)
  return sql && !begins ? <SqlConsole /> : <ReceiptsList />
}

/** Whoever changes the filter wants to see what it finds. */
function useSqlShown(): boolean {
  const query = useReceipts(state => state.query)
  const shown = useRef(query)
  useEffect(() => {
    if (shown.current !== query) setShell({ sql: false })
    shown.current = query
  }, [query])
  return useShell(state => state.sql)
}

function ReceiptsList() {
  const words = useWords()
  const width = usePreferences(state => state.inspectorWidth)
  const showsHistogram = usePreferences(state => state.histogram)
  const facets = usePreferences(state => state.facets)
  const selected = useReceipts(state => state.selected !== null)
  const many = useReceipts(state => isMany(state.chosen))
  const task = useShell(state => state.task)
  const replaying = many && task === 'replay'
  const comparing = many && task === 'compare'
  const rows = useReceipts(state => state.rows)
  useReceipts(state => state.version)
  const ready = useReceipts(state => state.ready)
  const measure: CSSProperties & Record<'--inspector-width', string> = { '--inspector-width': `${width}px` }
  const firstRun = useShell(state => state.firstRun)
  const welcomes = useWelcome()
  const empty = ready && rows.order.length === 0
  return (
    <div className={many && !replaying ? 'receipts receipts-choosing' : 'receipts'}>
      <h1 className="visually-hidden">{words.panel.receipts}</h1>
      {facets && <FacetSidebar />}
      <section className="receipts-list" aria-label={words.panel.receipts} inert={comparing}>
        {firstRun === null && <ReceiptsHead />}
        <SearchProgress />
        {firstRun === null ? (
          <>
            {welcomes && !empty && <WelcomeStrip />}
            {showsHistogram && !empty && <HistogramChart />}
            {empty || !ready ? <ReceiptsEmpty /> : <ReceiptTable />}
          </>
        ) : (
          <FirstRun />
        )}
      </section>
      {(selected || replaying) && firstRun === null && (
        <>
          <Splitter
            label={words.receipts.resize}
            width={width}
            onChange={inspectorWidth => setPreferences({ inspectorWidth })}
          />
          <aside className="inspector" aria-label={words.inspector.label} style={measure} inert={comparing}>
            {replaying ? <ChoiceReplay /> : <Inspector />}
          </aside>
        </>
      )}
      {comparing && <CompareView />}
    </div>
  )
}
