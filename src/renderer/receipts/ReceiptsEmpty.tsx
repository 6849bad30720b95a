import { Inbox, SearchX } from 'lucide-react'
import { Button } from '../kit/Button.tsx'
import { EmptyState } from '../kit/EmptyState.tsx'
import { useMonitorActions } from '../monitors/useMonitorActions.ts'
import { loadLater } from '../parts/loadLater.tsx'
import { useProgram, useReceipts, useServices } from '../state/services.ts'
import { useWords } from '../words/useWords.ts'

const FirstChoices = loadLater(async () => (await import('../firstRun/FirstChoices.tsx')).FirstChoices)

/** Says why there is nothing to see and offers the one step that changes it. */
export function ReceiptsEmpty() {
  const { receipts: words } = useWords()
  const { receipts } = useServices()
  const ready = useReceipts(state => state.ready)
  const query = useReceipts(state => state.query)
  const stoppedEarly = useReceipts(state => state.stoppedEarly)
  if (!ready) {
    return (
      <div className="receipts-empty" aria-busy>
        <span className="visually-hidden">{words.loading}</span>
      </div>
    )
  }
  if (stoppedEarly) {
    return (
      <div className="receipts-empty">
        <EmptyState
          icon={<SearchX aria-hidden />}
          title={words.noneMatchTitle}
          action={<Button onClick={receipts.searchOn}>{words.searchOn}</Button>}
        >
          {words.stoppedEarly}
        </EmptyState>
      </div>
    )
  }
  if (query.trim() !== '') {
    return (
      <div className="receipts-empty">
        <EmptyState
          icon={<SearchX aria-hidden />}
          title={words.noneMatchTitle}
          action={
            <Button look="main" onClick={() => receipts.setQuery('')}>
              {words.clearFilter}
            </Button>
          }
        >
          {words.noneMatch}
        </EmptyState>
      </div>
    )
  }
  return (
    <div className="receipts-empty receipts-empty-scroll">
      <div className="receipts-empty-start">
        <EmptyState icon={<Inbox aria-hidden />} title={words.noneYetTitle} action={<FirstSteps />}>
          {words.noneYet}
        </EmptyState>
        <FirstChoices />
      </div>
    </div>
  )
}

function FirstSteps() {
  const { receipts: words } = useWords()
  const { start } = useMonitorActions()
  const stopped = useProgram(state => state.status?.monitors.find(monitor => monitor.state === 'stopped'))
  if (stopped === undefined) return null
  return (
    <Button look="main" onClick={() => void start(stopped)}>
      {words.startMonitor(stopped.queue)}
    </Button>
  )
}
