import './ReceiptsPanel.css'
import { type CSSProperties, lazy, Suspense, useEffect, useRef } from 'react'
import { useWelcome } from '../firstRun/useWelcome.ts'
import { HistogramChart } from '../histogram/HistogramChart.tsx'
import { Inspector } from '../inspector/Inspector.tsx'
import { Splitter } from '../kit/Splitter.tsx'
import { SearchProgress } from '../query/SearchProgress.tsx'
import { setPreferences, usePreferences } from '../state/preferences.ts'
import { useReceipts } from '../state/services.ts'
import { setShell, useShell } from '../state/shell.ts'
import { useWords } from '../words/useWords.ts'
import { isMany } from './choice.ts'
import { ReceiptsEmpty } from './ReceiptsEmpty.tsx'
import { ReceiptsHead } from './ReceiptsHead.tsx'
import { ReceiptTable } from './ReceiptTable.tsx'

const ChoiceReplay = lazy(async () => ({
  default: (await import('../replay/ChoiceReplay.tsx')).ChoiceReplay,
}))
const FacetSidebar = lazy(async () => ({
  default: (await import('../query/FacetSidebar.tsx')).FacetSidebar,
}))
const SqlConsole = lazy(async () => ({ default: (await import('../sql/SqlConsole.tsx')).SqlConsole }))
const FirstRun = lazy(async () => ({ default: (await import('../firstRun/FirstRun.tsx')).FirstRun }))
const WelcomeStrip = lazy(async () => ({
  default: (await import('../firstRun/WelcomeStrip.tsx')).WelcomeStrip,
}))
const CompareView = lazy(async () => ({ default: (await import('../compare/CompareView.tsx')).CompareView }))

export function ReceiptsPanel() {
  const sql = useSqlShown()
  return sql ? (
    <Suspense>
      <SqlConsole />
    </Suspense>
  ) : (
    <ReceiptsList />
  )
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
    <div className="receipts">
      <h1 className="visually-hidden">{words.panel.receipts}</h1>
      {facets && (
        <Suspense>
          <FacetSidebar />
        </Suspense>
      )}
      <section className="receipts-list" aria-label={words.panel.receipts} inert={comparing}>
        {firstRun === null && <ReceiptsHead />}
        <SearchProgress />
        {firstRun === null ? (
          <>
            {welcomes && !empty && (
              <Suspense>
                <WelcomeStrip />
              </Suspense>
            )}
            {showsHistogram && !empty && <HistogramChart />}
            {empty || !ready ? <ReceiptsEmpty /> : <ReceiptTable />}
          </>
        ) : (
          <Suspense>
            <FirstRun />
          </Suspense>
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
            {replaying ? (
              <Suspense>
                <ChoiceReplay />
              </Suspense>
            ) : (
              <Inspector />
            )}
          </aside>
        </>
      )}
      {comparing && (
        <Suspense>
          <CompareView />
        </Suspense>
      )}
    </div>
  )
}
