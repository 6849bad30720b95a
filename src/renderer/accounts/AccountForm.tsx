import { useState } from 'react'
import type { Account, AccountDraft } from '../../contract/account.ts'
import type { ApiError } from '../../contract/apiError.ts'
import { Button } from '../kit/Button.tsx'
import { FormProblem } from '../kit/FormProblem.tsx'
import { Segmented } from '../kit/Segmented.tsx'
import { TextField } from '../kit/TextField.tsx'
import { takeFocus } from '../kit/takeFocus.ts'
import { useServices } from '../state/services.ts'
import { useWords } from '../words/useWords.ts'

type Props = { account: Account | null; onDone: (saved: Account | null) => void }

const orNull = (text: string) => (text.trim() === '' ? null : text.trim())

/** Adds an account or changes one. A secret only ever goes one way: what is stored is never shown again. */
export function AccountForm({ account, onDone }: Props) {
  const { accounts: words, kit } = useWords()
  const { client } = useServices()
  const [credentials, setCredentials] = useState<AccountDraft['credentials']>(
    account?.credentials ?? 'accessKey',
  )
  const [signature, setSignature] = useState<AccountDraft['signature']>(account?.signature ?? 'v2')
  const [problem, setProblem] = useState<ApiError | null>(null)
  const [busy, setBusy] = useState(false)

  async function save(form: FormData) {
    const text = (name: string) => String(form.get(name) ?? '')
    setBusy(true)
    setProblem(null)
    try {
      const draft: AccountDraft = {
        id: account?.id ?? null,
        name: text('name').trim(),
        endpoint: text('endpoint').trim(),
        apiEndpoint: orNull(text('apiEndpoint')),
        region: orNull(text('region')),
        accessKeyId: text('accessKeyId').trim(),
        accessKeySecret: orNull(text('accessKeySecret')),
        securityToken: orNull(text('securityToken')),
        credentials,
        signature,
      }
      onDone(await client.call('accounts.save', draft))
    } catch (error) {
      setProblem(error as ApiError)
      setBusy(false)
    }
  }

  return (
    <form
      className="settings-form"
      aria-label={account === null ? words.add : words.edit(account.name)}
      onSubmit={event => {
        event.preventDefault()
        void save(new FormData(event.currentTarget))
      }}
    >
      <TextField ref={takeFocus} name="name" label={words.name} required defaultValue={account?.name} />
      <TextField
        name="endpoint"
        label={words.endpoint}
        hint={words.endpointHint}
        className="mono"
        required
        placeholder="https://….mns.cn-hangzhou.aliyuncs.com"
        defaultValue={account?.endpoint}
      />
      <TextField
        name="accessKeyId"
        label={words.accessKeyId}
        className="mono"
        required
        defaultValue={account?.accessKeyId}
      />
      <TextField
        name="accessKeySecret"
        type="password"
        label={words.accessKeySecret}
        hint={account === null ? words.secretHint : words.secretKept}
        required={account === null}
        autoComplete="new-password"
      />
      <div className="labelled">
        <span className="label">{words.credentials}</span>
        <Segmented
          label={words.credentials}
          value={credentials}
          options={[
            { value: 'accessKey', title: words.withKey },
            { value: 'smsToken', title: words.withToken },
          ]}
          onChange={setCredentials}
        />
        <span className="faint">{credentials === 'accessKey' ? words.withKeyHint : words.withTokenHint}</span>
      </div>
      <div className="labelled">
        <span className="label">{words.signature}</span>
        <Segmented
          label={words.signature}
          value={signature}
          options={[
            { value: 'v2', title: 'V2' },
            { value: 'v4', title: 'V4' },
          ]}
          onChange={setSignature}
        />
      </div>
      {credentials === 'smsToken' ? (
        <TextField
          name="apiEndpoint"
          label={words.apiEndpoint}
          hint={words.apiEndpointHint}
          className="mono"
          defaultValue={account?.apiEndpoint ?? ''}
        />
      ) : (
        <TextField
          name="securityToken"
          type="password"
          label={words.securityToken}
          hint={words.securityTokenHint}
        />
      )}
      <TextField
        name="region"
        label={words.region}
        className="mono"
        placeholder="cn-hangzhou"
        defaultValue={account?.region ?? ''}
      />
      <FormProblem problem={problem} />
      <div className="settings-form-actions">
        <Button onClick={() => onDone(null)}>{kit.cancel}</Button>
        <Button type="submit" look="main" busy={busy}>
          {words.save}
        </Button>
      </div>
    </form>
  )
}
