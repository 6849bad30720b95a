import { useEffect, useState } from 'react'
import type { Histogram } from '../../contract/query.ts'
import { useConnection, useReceipts, useServices } from '../state/services.ts'

/** Milliseconds between two looks while rows go on arriving. */
const every = 2_000
const buckets = 120

/** The result of the query in force over time, looked at again while it changes. */
export function useHistogram(): Histogram | null {
  const { client, receipts } = useServices()
  const query = useReceipts(state => state.query)
  const connected = useConnection().kind === 'open'
  const [histogram, setHistogram] = useState<Histogram | null>(null)
  useEffect(() => {
    if (!connected) return
    const controller = new AbortController()
    let timer: ReturnType<typeof setTimeout>
    async function look() {
      const { version, rows } = receipts.store.getState()
      const { waiting } = rows
      try {
        const input = { query, from: null, to: null, buckets }
        setHistogram(await client.call('receipts.histogram', input, { signal: controller.signal }))
      } catch {
        // The table below says what is wrong; the next look tries again.
      }
      const again = () => {
        if (controller.signal.aborted) return
        const now = receipts.store.getState()
        if (now.version === version && now.rows.waiting === waiting) timer = setTimeout(again, every)
        else void look()
      }
      timer = setTimeout(again, every)
    }
    void look()
    return () => {
      controller.abort()
      clearTimeout(timer)
    }
  }, [client, receipts, query, connected])
  return histogram
}
