import type { Account } from '../../contract/account.ts'
import type { AccountId } from '../../contract/brand.ts'
import { Select } from '../kit/Select.tsx'
import { useWords } from '../words/useWords.ts'

type Props = {
  accounts: readonly Account[]
  chosen: AccountId | null
  onChoose: (id: AccountId) => void
}

/** Whose sends the service is asked about. */
export function AccountChoice({ accounts, chosen, onChoose }: Props) {
  const { reconcile: words } = useWords()
  return (
    <Select
      label={words.account}
      value={chosen ?? ''}
      options={accounts.map(({ id, name }) => ({ value: id as string, title: name }))}
      onChange={id => {
        const account = accounts.find(account => account.id === id)
        if (account !== undefined) onChoose(account.id)
      }}
    />
  )
}
