import './Reconcile.css'
import { KeyRound } from 'lucide-react'
import { useState } from 'react'
import type { AccountId } from '../../contract/brand.ts'
import { useAccounts } from '../accounts/useAccounts.ts'
import { Button } from '../kit/Button.tsx'
import { PanelCard } from '../kit/PanelCard.tsx'
import { setShell } from '../state/shell.ts'
import { useWords } from '../words/useWords.ts'
import { AccountChoice } from './AccountChoice.tsx'
import { DaysCard } from './DaysCard.tsx'
import { ImportCard } from './ImportCard.tsx'
import { MissingCard } from './MissingCard.tsx'
import { RunsCard } from './RunsCard.tsx'
import { useRuns } from './useRuns.ts'

/** What was sent, held against what came back: sends from their log, those without a receipt, and the service's sums. */
export function ReconcileView() {
  const { reconcile: words, accounts: accountWords } = useWords()
  const { accounts } = useAccounts()
  const { runs, reload } = useRuns()
  const [chosen, setChosen] = useState<AccountId | null>(null)
  const account = chosen ?? accounts?.[0]?.id ?? null
  return (
    <div className="reconcile">
      <header className="reconcile-head">
        <p className="dim">{words.about}</p>
        {accounts !== null && accounts.length > 0 && (
          <AccountChoice accounts={accounts} chosen={account} onChoose={setChosen} />
        )}
      </header>
      {accounts?.length === 0 && (
        <PanelCard title={words.noAccountTitle} hint={words.noAccount}>
          <span>
            <Button
              icon={<KeyRound aria-hidden />}
              onClick={() => setShell({ panel: 'receipts', firstRun: 'connect' })}
            >
              {accountWords.add}
            </Button>
          </span>
        </PanelCard>
      )}
      <div className="insights-pair">
        <div className="panel-column">
          <ImportCard account={accounts?.find(({ id }) => id === account)?.name} />
          <MissingCard account={account} onStarted={reload} />
        </div>
        <div className="panel-column">
          <RunsCard runs={runs ?? []} accounts={accounts ?? []} onChanged={reload} />
          <DaysCard account={account} onStarted={reload} />
        </div>
      </div>
    </div>
  )
}
