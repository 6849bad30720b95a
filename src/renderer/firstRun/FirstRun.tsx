import './FirstRun.css'
import { ArrowLeft } from 'lucide-react'
import { Button } from '../kit/Button.tsx'
import { takeFocus } from '../kit/takeFocus.ts'
import { setShell, useShell } from '../state/shell.ts'
import { useWords } from '../words/useWords.ts'
import { ConnectSteps } from './ConnectSteps.tsx'
import { EndpointSteps } from './EndpointSteps.tsx'
import { FirstChoices } from './FirstChoices.tsx'

/** The ways to a first result, in the place of the receipts until one of them is shown there. */
export function FirstRun() {
  const { firstRun: words } = useWords()
  const view = useShell(state => state.firstRun)
  const sql = useShell(state => state.sql)
  if (view === null) return null
  return (
    <div className="first-run">
      <div className="first-run-page">
        <Button
          look="quiet"
          icon={<ArrowLeft aria-hidden />}
          onClick={() => setShell({ firstRun: view === 'choices' ? null : 'choices' })}
        >
          {view === 'choices' ? (sql ? words.toConsole : words.toReceipts) : words.back}
        </Button>
        <h2 key={view} ref={takeFocus} tabIndex={-1}>
          {words.titleOf[view]}
        </h2>
        <p className="first-run-intro">{words.introOf[view]}</p>
        {view === 'choices' && <FirstChoices />}
        {view === 'connect' && <ConnectSteps />}
        {view === 'endpoint' && <EndpointSteps />}
      </div>
    </div>
  )
}
