import { useCallback, useEffect, useState } from 'react'
import type { Account } from '../../contract/account.ts'
import { useConnection, useServices } from '../state/services.ts'

/** The accounts, read when the connection opens and when `reload` is called; null until then. */
export function useAccounts(): { accounts: Account[] | null; reload: () => void } {
  const { client } = useServices()
  const connected = useConnection().kind === 'open'
  const [accounts, setAccounts] = useState<Account[] | null>(null)
  const reload = useCallback(() => {
    client.call('accounts.list', null).then(setAccounts, () => {
      // The connection's banner says why; the list is read again when it is back.
    })
  }, [client])
  useEffect(() => {
    if (connected) reload()
  }, [connected, reload])
  return { accounts, reload }
}
