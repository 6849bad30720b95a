import { useCallback, useEffect } from 'react'
import { create } from 'zustand'
import type { Account } from '../../contract/account.ts'
import { useConnection, useServices } from '../state/services.ts'

/** One list for the whole window: what is added in the settings stands in the bar at once. */
const useList = create<{ accounts: Account[] | null }>(() => ({ accounts: null }))

/** The accounts, read when the connection opens and when `reload` is called. */
export function useAccounts(): { accounts: Account[] | null; reload: () => void } {
  const { client } = useServices()
  const connected = useConnection().kind === 'open'
  const accounts = useList(state => state.accounts)
  const reload = useCallback(() => {
    client.call('accounts.list', null).then(
      accounts => useList.setState({ accounts }),
      () => {
        // The connection's banner says why; the list is read again when it is back.
      },
    )
  }, [client])
  useEffect(() => {
    if (connected) reload()
  }, [connected, reload])
  return { accounts, reload }
}
