import { useEffect, useState } from 'react'
import { useConnection, useServices } from '../state/services.ts'
import type { View } from './views.ts'

/** Milliseconds between two rounds of counting. */
const every = 10_000

/** How many receipts each view finds, by its query; counted one after another, and not while nobody looks. */
export function useViewCounts(views: View[]): Map<string, number> {
  const { client } = useServices()
  const connected = useConnection().kind === 'open'
  const [counts, setCounts] = useState(new Map<string, number>())
  const queries = JSON.stringify(views.map(view => view.query).filter(query => query !== ''))
  useEffect(() => {
    if (!connected) return
    const controller = new AbortController()
    let timer: ReturnType<typeof setTimeout>
    async function round() {
      if (document.visibilityState === 'visible') await countAll()
      if (!controller.signal.aborted) timer = setTimeout(() => void round(), every)
    }
    async function countAll() {
      for (const query of JSON.parse(queries) as string[]) {
        try {
          const { matching } = await client.call('receipts.count', { query }, { signal: controller.signal })
          setCounts(counts => new Map(counts).set(query, matching))
        } catch {
          // A count is a comfort; the next round tries again.
        }
        if (controller.signal.aborted) return
      }
    }
    void round()
    return () => {
      controller.abort()
      clearTimeout(timer)
    }
  }, [client, connected, queries])
  return counts
}
