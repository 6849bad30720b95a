import { Plus } from 'lucide-react'
import { useState } from 'react'
import type { Account } from '../../contract/account.ts'
import { Button } from '../kit/Button.tsx'
import { Section } from '../settings/Section.tsx'
import { useProgram } from '../state/services.ts'
import { useWords } from '../words/useWords.ts'
import { MonitorCard } from './MonitorCard.tsx'
import { MonitorForm } from './MonitorForm.tsx'

export function MonitorSettings({ accounts }: { accounts: Account[] }) {
  const { monitors: words } = useWords()
  const monitors = useProgram(state => state.status?.monitors ?? none)
  const [adding, setAdding] = useState(false)
  return (
    <Section title={words.title} hint={words.hint}>
      {monitors.length > 0 && (
        <ul className="settings-monitors">
          {monitors.map(monitor => (
            <MonitorCard key={monitor.id} monitor={monitor} removable />
          ))}
        </ul>
      )}
      {adding ? (
        <MonitorForm accounts={accounts} onDone={() => setAdding(false)} />
      ) : (
        <div className="setting">
          <Button
            icon={<Plus aria-hidden />}
            disabled={accounts.length === 0}
            onClick={() => setAdding(true)}
          >
            {words.add}
          </Button>
          {accounts.length === 0 && <span className="faint">{words.needsAccount}</span>}
        </div>
      )}
    </Section>
  )
}

const none: never[] = []
