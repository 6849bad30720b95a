import { useId, useState } from 'react'
import type { Account } from '../../contract/account.ts'
import type { ApiError } from '../../contract/apiError.ts'
import type { AccountId } from '../../contract/brand.ts'
import { Button } from '../kit/Button.tsx'
import { FormProblem } from '../kit/FormProblem.tsx'
import { Segmented } from '../kit/Segmented.tsx'
import { TextField } from '../kit/TextField.tsx'
import { useServices } from '../state/services.ts'
import { useWords } from '../words/useWords.ts'

type Props = { accounts: Account[]; onDone: () => void }

/** The kinds of message the SMS service sends to queues of its own; anything else is watched as it is. */
const types = ['SmsReport', 'SmsUp', 'other'] as const

/** A new monitor peeks: whoever wants messages taken out chooses that afterwards, and is asked. */
export function MonitorForm({ accounts, onDone }: Props) {
  const { monitors: words, kit } = useWords()
  const { client } = useServices()
  const accountField = useId()
  const [type, setType] = useState<(typeof types)[number]>('SmsReport')
  const [problem, setProblem] = useState<ApiError | null>(null)

  async function save(form: FormData) {
    setProblem(null)
    try {
      const { id } = await client.call('monitors.save', {
        account: String(form.get('account')) as AccountId,
        queue: String(form.get('queue')).trim(),
        type,
        mode: 'peek',
        parallel: 1,
      })
      await client.call('monitors.start', { id })
      onDone()
    } catch (error) {
      setProblem(error as ApiError)
    }
  }

  return (
    <form
      className="settings-form"
      aria-label={words.add}
      onSubmit={event => {
        event.preventDefault()
        void save(new FormData(event.currentTarget))
      }}
    >
      <div className="labelled">
        <label htmlFor={accountField}>{words.account}</label>
        <select id={accountField} name="account" className="text-field">
          {accounts.map(account => (
            <option key={account.id} value={account.id}>
              {account.name}
            </option>
          ))}
        </select>
      </div>
      <TextField
        name="queue"
        label={words.queue}
        className="mono"
        required
        placeholder="Alicom-Queue-1234567890123456-SmsReport"
      />
      <div className="labelled">
        <span className="label">{words.type}</span>
        <Segmented
          label={words.type}
          value={type}
          options={types.map(value => ({ value, title: words.typeOf[value] }))}
          onChange={setType}
        />
      </div>
      <p className="faint">{words.startsPeeking}</p>
      <FormProblem problem={problem} />
      <div className="settings-form-actions">
        <Button onClick={onDone}>{kit.cancel}</Button>
        <Button type="submit" look="main">
          {words.startWatching}
        </Button>
      </div>
    </form>
  )
}
