import { useEffect, useState } from 'react'
import { ApiError } from '../../contract/apiError.ts'
import type { PushHistory } from '../../contract/push.ts'
import type { ReceiptRow } from '../../contract/receipt.ts'
import { useServices } from '../state/services.ts'
import { mergePushes } from './mergePushes.ts'

/** The newest rows that came by push, as they come, change and are removed; null until they are known. */
export function usePushes(): ReceiptRow[] | null {
  const { client } = useServices()
  const [rows, setRows] = useState<ReceiptRow[] | null>(null)
  useEffect(
    () =>
      client.open('receipts.feed', {
        input: last => ({
          query: 'via:push',
          after: last === null ? null : { store: last.store, rev: last.rev },
        }),
        onItem: item => setRows(before => mergePushes(before, item)),
      }),
    [client],
  )
  return rows
}

type Found = { id: string; history: PushHistory | null; problem: ApiError | null }

/** Every attempt at one message; `rev` changes with each. */
export function useHistory({ id, rev }: Pick<ReceiptRow, 'id' | 'rev'>): Omit<Found, 'id'> {
  const { client } = useServices()
  const [found, setFound] = useState<Found | null>(null)
  useEffect(() => {
    let wanted = rev >= 0
    client.call('pushes.attempts', { id }).then(
      history => {
        if (wanted) setFound({ id, history, problem: null })
      },
      (error: unknown) => {
        if (wanted && error instanceof ApiError) setFound({ id, history: null, problem: error })
      },
    )
    return () => {
      wanted = false
    }
  }, [client, id, rev])
  return found?.id === id ? found : { history: null, problem: null }
}
