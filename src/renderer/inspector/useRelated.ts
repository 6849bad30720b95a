import { useEffect, useState } from 'react'
import type { ReceiptDetail, ReceiptRow } from '../../contract/receipt.ts'
import { useConnection, useServices } from '../state/services.ts'

/** Everything known about the same SMS; this row alone until the core has answered. */
export function useRelated(detail: ReceiptDetail): readonly ReceiptRow[] {
  const { client } = useServices()
  const connected = useConnection().kind === 'open'
  const [answer, setAnswer] = useState<{ of: ReceiptDetail; rows: ReceiptRow[] } | null>(null)
  useEffect(() => {
    if (!connected) return
    const controller = new AbortController()
    client.call('receipts.related', { id: detail.id }, { signal: controller.signal }).then(
      rows => setAnswer({ of: detail, rows }),
      // The row's own events stay.
      () => {},
    )
    return () => controller.abort()
  }, [client, connected, detail])
  return answer?.of.id === detail.id && answer.rows.length > 0 ? answer.rows : [detail]
}
