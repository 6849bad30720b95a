import { useEffect, useState } from 'react'
import type { ApiError } from '../../contract/apiError.ts'
import type { ReceiptId } from '../../contract/brand.ts'
import type { ReceiptDetail, ReceiptFate } from '../../contract/receipt.ts'
import { useConnection, useReceipts, useServices } from '../state/services.ts'

export type DetailState =
  | { kind: 'loading' }
  | { kind: 'here'; detail: ReceiptDetail }
  | { kind: 'gone'; fate: ReceiptFate }
  | { kind: 'failed'; error: ApiError }

/** The selected receipt in full, asked for again when its row changed or is about to leave, or the connection came back. */
export function useDetail(id: ReceiptId): DetailState {
  const { client } = useServices()
  const seq = useReceipts(state => state.selected?.seq ?? null)
  // One that matches no longer keeps its place while it is read; it may be gone all the same.
  const version = useReceipts(({ rows }) =>
    seq === null ? '' : `${rows.row(seq)?.rev ?? ''} ${rows.isLeaving(seq)}`,
  )
  const connected = useConnection().kind === 'open'
  const [answer, setAnswer] = useState<{ id: ReceiptId; version: string; state: DetailState } | null>(null)
  const isFresh = answer !== null && answer.id === id && answer.version === version

  useEffect(() => {
    if (!connected || isFresh) return
    const controller = new AbortController()
    const become = (state: DetailState) => setAnswer({ id, version, state })
    client.call('receipts.get', { id }, { signal: controller.signal }).then(
      detail => become({ kind: 'here', detail }),
      (error: ApiError) => {
        if (controller.signal.aborted || error.code === 'closed') return
        if (error.code !== 'not-found') return become({ kind: 'failed', error })
        client.call('receipts.fate', { id }, { signal: controller.signal }).then(
          fate => become({ kind: 'gone', fate }),
          () => !controller.signal.aborted && become({ kind: 'failed', error }),
        )
      },
    )
    return () => controller.abort()
  }, [client, id, version, connected, isFresh])

  return answer?.id === id ? answer.state : { kind: 'loading' }
}
