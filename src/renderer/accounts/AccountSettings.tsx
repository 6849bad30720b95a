import { Plus } from 'lucide-react'
import { useState } from 'react'
import type { Account } from '../../contract/account.ts'
import { Button } from '../kit/Button.tsx'
import { Chip } from '../kit/Chip.tsx'
import { Dialog } from '../kit/Dialog.tsx'
import { ForeignText } from '../kit/ForeignText.tsx'
import { Section } from '../settings/Section.tsx'
import { useServices } from '../state/services.ts'
import { useTell } from '../state/useTell.ts'
import { useWords } from '../words/useWords.ts'
import { AccountCheck } from './AccountCheck.tsx'
import { AccountForm } from './AccountForm.tsx'

type Props = { accounts: Account[] | null; onChange: () => void }

/** Which account is being written: one of them, a new one, or none. */
type Editing = Account['id'] | 'new' | null

export function AccountSettings({ accounts, onChange }: Props) {
  const { accounts: words } = useWords()
  const [editing, setEditing] = useState<Editing>(null)
  const done = () => {
    setEditing(null)
    onChange()
  }
  return (
    <Section title={words.title} hint={words.hint}>
      {accounts?.map(account =>
        editing === account.id ? (
          <AccountForm key={account.id} account={account} onDone={done} />
        ) : (
          <AccountLine
            key={account.id}
            account={account}
            onEdit={() => setEditing(account.id)}
            onChange={onChange}
          />
        ),
      )}
      {editing === 'new' ? (
        <AccountForm account={null} onDone={done} />
      ) : (
        <div className="setting">
          <Button icon={<Plus aria-hidden />} onClick={() => setEditing('new')}>
            {words.add}
          </Button>
        </div>
      )}
    </Section>
  )
}

type LineProps = { account: Account; onEdit: () => void; onChange: () => void }

function AccountLine({ account, onEdit, onChange }: LineProps) {
  const { accounts: words, kit } = useWords()
  const { client } = useServices()
  const tell = useTell()
  const [removing, setRemoving] = useState(false)
  return (
    <div className="setting">
      <div>
        <div className="setting-title">
          <ForeignText text={account.name} /> <Chip>{words.origin[account.origin]}</Chip>
        </div>
        <div className="faint mono">
          <ForeignText text={`${account.endpoint} · ${account.accessKeyId}`} />
        </div>
      </div>
      <AccountCheck account={account} />
      {account.origin === 'stored' && (
        <div className="setting-keys">
          <Button aria-label={words.edit(account.name)} onClick={onEdit}>
            {words.change}
          </Button>
          <Button aria-label={words.removeNamed(account.name)} onClick={() => setRemoving(true)}>
            {words.remove}
          </Button>
        </div>
      )}
      {removing && (
        <Dialog label={words.removeNamed(account.name)} onClose={() => setRemoving(false)}>
          <div className="dialog-body">
            <h2>{words.removeNamed(account.name)}</h2>
            <p>{words.removeBody}</p>
          </div>
          <div className="dialog-actions">
            <Button onClick={() => setRemoving(false)}>{kit.cancel}</Button>
            <Button
              look="danger"
              onClick={() => {
                setRemoving(false)
                client.call('accounts.remove', { id: account.id }).then(onChange, tell)
              }}
            >
              {words.remove}
            </Button>
          </div>
        </Dialog>
      )}
    </div>
  )
}
