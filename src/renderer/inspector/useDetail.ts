import { useEffect, useState } from 'react'
import type { ApiError } from '../../contract/apiError.ts'
import type { ReceiptId, Rev } from '../../contract/brand.ts'
import type { ReceiptDetail } from '../../contract/receipt.ts'
import { useConnection, useReceipts, useServices } from '../state/services.ts'

export type DetailState =
  | { kind: 'loading' }
  | { kind: 'here'; detail: ReceiptDetail }
  | { kind: 'gone' }
  | { kind: 'failed'; error: ApiError }

/** The selected receipt in full, asked for again when its row changed or the connection came back. */
export function useDetail(id: ReceiptId): DetailState {
  const { client } = useServices()
  const seq = useReceipts(state => state.selected?.seq ?? null)
  const rev = useReceipts(state => (seq === null ? null : (state.rows.row(seq)?.rev ?? null)))
  const connected = useConnection().kind === 'open'
  const [answer, setAnswer] = useState<{ id: ReceiptId; rev: Rev | null; state: DetailState } | null>(null)
  const isFresh = answer !== null && answer.id === id && answer.rev === rev

  useEffect(() => {
    if (!connected || isFresh) return
    const controller = new AbortController()
    const become = (state: DetailState) => setAnswer({ id, rev, state })
    client.call('receipts.get', { id }, { signal: controller.signal }).then(
      detail => become({ kind: 'here', detail }),
      (error: ApiError) => {
        if (controller.signal.aborted || error.code === 'closed') return
        become(error.code === 'not-found' ? { kind: 'gone' } : { kind: 'failed', error })
      },
    )
    return () => controller.abort()
  }, [client, id, rev, connected, isFresh])

  return answer?.id === id ? answer.state : { kind: 'loading' }
}
