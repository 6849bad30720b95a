import '../settings/SettingsPanel.css'
import { useState } from 'react'
import type { Account } from '../../contract/account.ts'
import { AccountCheck } from '../accounts/AccountCheck.tsx'
import { AccountForm } from '../accounts/AccountForm.tsx'
import { useAccounts } from '../accounts/useAccounts.ts'
import { Button } from '../kit/Button.tsx'
import { MonitorForm } from '../monitors/MonitorForm.tsx'
import { chooseAccount } from '../query/chooseAccount.ts'
import { setPreferences } from '../state/preferences.ts'
import { useServices } from '../state/services.ts'
import { setShell } from '../state/shell.ts'
import { useWords } from '../words/useWords.ts'

/** An account, the proof that it can be reached, and a queue that is looked at without taking anything. */
export function ConnectSteps() {
  const { firstRun: words } = useWords()
  const { receipts } = useServices()
  const { reload } = useAccounts()
  const [account, setAccount] = useState<Account | null>(null)

  if (account === null) {
    const saved = (given: Account | null) => {
      if (given === null) return setShell({ firstRun: 'choices' })
      setAccount(given)
      setPreferences({ welcomed: true })
      reload()
    }
    return (
      <div className="first-run-card">
        <h3>{words.step.account}</h3>
        <AccountForm account={null} onDone={saved} />
      </div>
    )
  }
  const finish = () => {
    receipts.setQuery(chooseAccount('', account.name))
    setShell({ panel: 'receipts', sql: false, firstRun: null })
  }
  return (
    <>
      <div className="first-run-card">
        <h3>{words.step.check}</h3>
        <div className="setting">
          <AccountCheck account={account} atOnce />
        </div>
      </div>
      <div className="first-run-card">
        <h3>{words.step.watch}</h3>
        <MonitorForm accounts={[account]} onDone={finish} />
        <div className="first-run-aside">
          <span className="dim">{words.unknownQueue}</span>
          <Button onClick={() => setShell({ panel: 'queues', firstRun: null })}>{words.browse}</Button>
        </div>
      </div>
    </>
  )
}
