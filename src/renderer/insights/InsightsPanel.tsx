import './InsightsPanel.css'
import { useEffect, useState } from 'react'
import { AlertsCard } from '../alerts/AlertsCard.tsx'
import { HistogramFigure } from '../histogram/HistogramChart.tsx'
import { padBuckets } from '../histogram/padBuckets.ts'
import { Button } from '../kit/Button.tsx'
import { FormProblem } from '../kit/FormProblem.tsx'
import { PanelCard } from '../kit/PanelCard.tsx'
import { Segmented } from '../kit/Segmented.tsx'
import { loadLater } from '../parts/loadLater.tsx'
import { hasRange, withoutRange, withRange } from '../query/setRange.ts'
import { useReceipts } from '../state/services.ts'
import { setShell, useShell } from '../state/shell.ts'
import { useWords } from '../words/useWords.ts'
import { CarriersCard } from './CarriersCard.tsx'
import { CodesCard } from './CodesCard.tsx'
import { HoursCard } from './HoursCard.tsx'
import { KeyFigures } from './KeyFigures.tsx'
import { NothingCounted } from './NothingCounted.tsx'
import { OdditiesCard } from './OdditiesCard.tsx'
import { PartsCard } from './PartsCard.tsx'
import { askPeriod, type Period, periods } from './periods.ts'
import { type Reading, useInsights } from './useInsights.ts'
import { useShowRows } from './useShowRows.ts'

const slow = 500
const leastBuckets = 60

const ReconcileView = loadLater(async () => (await import('../reconcile/ReconcileView.tsx')).ReconcileView)

const views = ['figures', 'reconcile'] as const

/** What the receipts of the query in force come to, every mark leading to its rows; or what was sent held against them. */
export function InsightsPanel() {
  const { panel, reconcile: words } = useWords()
  const view = useShell(state => state.insights)
  return (
    <section className="insights" aria-label={panel.insights}>
      <header className="insights-views">
        <h1>{panel.insights}</h1>
        <Segmented
          label={words.view}
          options={views.map(value => ({ value, title: words.views[value] }))}
          value={view}
          onChange={insights => setShell({ insights })}
        />
      </header>
      {view === 'figures' ? <FiguresView /> : <ReconcileView />}
    </section>
  )
}

function FiguresView() {
  const { insights: words } = useWords()
  const query = useReceipts(state => state.query)
  const [period, setPeriod] = useState<Period>('day')
  const question = askPeriod(query, period)
  const onAllTime = question.before === null ? null : () => setPeriod('all')
  const showRows = useShowRows()
  const { reading, failure, stale, busy, isStopped, stop, resume } = useInsights(question)
  const waiting = useSlow(busy && (reading === null || stale))
  return (
    <div aria-busy={busy}>
      <header className="insights-head">
        {hasRange(query) ? (
          <span className="dim">{words.periodOfQuery}</span>
        ) : (
          <Segmented
            label={words.period}
            options={periods.map(value => ({ value, title: words.periods[value] }))}
            value={period}
            onChange={setPeriod}
          />
        )}
        <span className="dim">{query === '' ? words.ofEverything : words.ofQuery(query)}</span>
        <span className="insights-state" role="status">
          {waiting && (
            <>
              {words.counting} <Button onClick={stop}>{words.stop}</Button>
            </>
          )}
          {isStopped && (
            <>
              {words.stopped} <Button onClick={resume}>{words.goOn}</Button>
            </>
          )}
          {!waiting && !isStopped && reading?.now.partial === true && words.partial}
        </span>
      </header>
      {failure !== null && <FormProblem problem={failure} />}
      {reading !== null && <Figures reading={reading} stale={stale} onAllTime={onAllTime} />}
      <div className="insights-cards">
        <AlertsCard query={withoutRange(query)} onShowRows={showRows} />
      </div>
    </div>
  )
}

type FiguresProps = { reading: Reading; stale: boolean; onAllTime: (() => void) | null }

function Figures({ reading, stale, onAllTime }: FiguresProps) {
  const { insights: words } = useWords()
  const showRows = useShowRows()
  const { now, histogram, query } = reading
  if (now.reports === 0 && now.replies === 0 && now.anomalies.undecoded === 0)
    return <NothingCounted onAllTime={onAllTime} />
  return (
    <div className={stale ? 'insights-cards insights-stale' : 'insights-cards'}>
      <KeyFigures reading={reading} />
      <PanelCard title={words.overTime} hint={words.overTimeHint}>
        {histogram.buckets.length > 0 && (
          <HistogramFigure
            histogram={padBuckets(histogram, leastBuckets)}
            onRange={(from, to) => showRows(withRange(query, from, to))}
          />
        )}
      </PanelCard>
      <div className="insights-pair">
        <div className="panel-column">
          <CodesCard reading={reading} />
          <HoursCard reading={reading} />
        </div>
        <div className="panel-column">
          <CarriersCard reading={reading} />
          <PartsCard reading={reading} />
          <OdditiesCard reading={reading} />
        </div>
      </div>
    </div>
  )
}

/** True once something has lasted long enough to be worth a word. */
function useSlow(busy: boolean): boolean {
  const [late, setLate] = useState(false)
  useEffect(() => {
    if (!busy) return
    const timer = setTimeout(() => setLate(true), slow)
    return () => {
      clearTimeout(timer)
      setLate(false)
    }
  }, [busy])
  return late
}
