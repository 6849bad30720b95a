import './QueuesPanel.css'
import { Layers } from 'lucide-react'
import { useEffect, useState } from 'react'
import type { Account } from '../../contract/account.ts'
import { useAccounts } from '../accounts/useAccounts.ts'
import { useActions } from '../actions/useActions.ts'
import { revealInline } from '../format/revealControls.ts'
import { Button } from '../kit/Button.tsx'
import { Chip } from '../kit/Chip.tsx'
import { EmptyState } from '../kit/EmptyState.tsx'
import { Segmented } from '../kit/Segmented.tsx'
import { Select } from '../kit/Select.tsx'
import { useProgram } from '../state/services.ts'
import { setShell } from '../state/shell.ts'
import { useWords } from '../words/useWords.ts'
import { ExchangeBar } from './ExchangeBar.tsx'
import { OperationsProvider, useExchanges } from './operations.ts'
import { QueuesView } from './QueuesView.tsx'
import { TopicsView } from './TopicsView.tsx'

/** Everything the service offers on queues and topics, for whichever account. */
export function QueuesPanel() {
  const { queuesPanel: words } = useWords()
  const { accounts, reload } = useAccounts()
  const simulated = useProgram(state => state.status?.simulator.running ?? null)
  // The simulator's account comes and goes with it.
  useEffect(() => {
    if (simulated !== null) reload()
  }, [simulated, reload])
  return (
    <section className="queues" aria-label={words.title} aria-busy={accounts === null}>
      {accounts === null ? null : accounts.length === 0 ? <NoAccounts /> : <Browser accounts={accounts} />}
    </section>
  )
}

function NoAccounts() {
  const { queuesPanel: words } = useWords()
  const { run } = useActions()
  return (
    <EmptyState
      icon={<Layers aria-hidden />}
      title={words.noAccounts}
      action={
        <>
          <Button look="main" onClick={() => run('toggleSimulator')}>
            {words.startSimulator}
          </Button>
          <Button onClick={() => setShell({ panel: 'receipts', firstRun: 'connect' })}>
            {words.addAccount}
          </Button>
        </>
      }
    >
      {words.noAccountsHint}
    </EmptyState>
  )
}

function Browser({ accounts }: { accounts: Account[] }) {
  const { queuesPanel: words } = useWords()
  const [chosen, setChosen] = useState<string | null>(null)
  const [kind, setKind] = useState<'queues' | 'topics'>('queues')
  const { exchanges, failure, operateOn } = useExchanges()
  const account = accounts.find(({ id }) => id === chosen) ?? accounts[0]
  if (account === undefined) return null
  return (
    <OperationsProvider value={{ account, operate: operateOn(account) }}>
      <header className="queues-head">
        <h1>{words.title}</h1>
        <Select
          label={words.account}
          labelShown={false}
          value={String(account.id)}
          options={accounts.map(({ id, name }) => ({ value: String(id), title: revealInline(name, 60) }))}
          onChange={setChosen}
        />
        {account.cloud ? <Chip tone="wait">{words.cloud}</Chip> : <Chip>{words.local}</Chip>}
        <Segmented
          label={words.kind}
          value={kind}
          options={[
            { value: 'queues', title: words.queues },
            { value: 'topics', title: words.topics },
          ]}
          onChange={setKind}
        />
      </header>
      <div className="queues-body" key={`${account.id} ${kind}`}>
        {kind === 'queues' ? <QueuesView /> : <TopicsView />}
      </div>
      <ExchangeBar exchanges={exchanges} failure={failure} />
    </OperationsProvider>
  )
}
