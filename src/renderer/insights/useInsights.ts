import { useCallback, useEffect, useState } from 'react'
import { ApiError } from '../../contract/apiError.ts'
import type { Insights } from '../../contract/insights.ts'
import type { Histogram } from '../../contract/query.ts'
import { useConnection, useServices } from '../state/services.ts'

export type Reading = { query: string; now: Insights; before: Insights | null; histogram: Histogram }

/** Milliseconds between two readings; after a slow one, as many times what it took. */
const leastPause = 5_000
const pauseFactor = 10
const buckets = 120

type Question = { now: string; before: string | null }

/** The figures of a question, read again while it stands. Cancelled, they stay as they were until asked again. */
export function useInsights({ now, before }: Question) {
  const { client } = useServices()
  const connected = useConnection().kind === 'open'
  const [reading, setReading] = useState<Reading | null>(null)
  const [failure, setFailure] = useState<ApiError | null>(null)
  const [busy, setBusy] = useState(false)
  const [stopped, setStopped] = useState<string | null>(null)
  const isStopped = stopped === now

  useEffect(() => {
    if (!connected || isStopped) return
    const controller = new AbortController()
    const { signal } = controller
    let timer: ReturnType<typeof setTimeout>
    async function read(): Promise<void> {
      const began = performance.now()
      setBusy(true)
      try {
        const [insights, earlier, histogram] = await Promise.all([
          client.call('insights.read', { query: now }, { signal }),
          before === null ? null : client.call('insights.read', { query: before }, { signal }),
          client.call('receipts.histogram', { query: now, buckets }, { signal }),
        ])
        setReading({ query: now, now: insights, before: earlier, histogram })
        setFailure(null)
      } catch (error) {
        if (signal.aborted) return
        setFailure(error instanceof ApiError ? error : null)
      } finally {
        if (!signal.aborted) {
          setBusy(false)
          timer = setTimeout(read, Math.max(leastPause, pauseFactor * (performance.now() - began)))
        }
      }
    }
    void read()
    return () => {
      controller.abort()
      clearTimeout(timer)
      setBusy(false)
    }
  }, [client, connected, isStopped, now, before])

  return {
    reading,
    failure,
    /** True while the figures shown answer another question than the one that stands. */
    stale: reading !== null && reading.query !== now,
    busy,
    isStopped,
    stop: useCallback(() => setStopped(now), [now]),
    resume: useCallback(() => setStopped(null), []),
  }
}
