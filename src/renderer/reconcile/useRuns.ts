import { useCallback, useEffect, useState } from 'react'
import type { CompensationRun } from '../../contract/compensation.ts'
import { useConnection, useServices } from '../state/services.ts'

const pollMilliseconds = 500

/** The runs, newest first, looked at again while one is under way; null until they are known. */
export function useRuns(): { runs: CompensationRun[] | null; reload: () => void } {
  const { client } = useServices()
  const connected = useConnection().kind === 'open'
  const [runs, setRuns] = useState<CompensationRun[] | null>(null)
  const reload = useCallback(() => {
    client.call('compensation.list', null).then(setRuns, () => {
      // The connection's banner says why; the next look comes with the next connection.
    })
  }, [client])
  const isRunning = runs?.some(({ state }) => state === 'running') ?? false
  useEffect(() => {
    if (!connected) return
    reload()
    if (!isRunning) return
    const timer = setInterval(reload, pollMilliseconds)
    return () => clearInterval(timer)
  }, [connected, reload, isRunning])
  return { runs, reload }
}
