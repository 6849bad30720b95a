import { useCallback, useEffect, useState } from 'react'
import type { Output } from '../../contract/api.ts'
import { useConnection, useServices } from '../state/services.ts'

const listed = 50
const lookMilliseconds = 5000

/** Sends whose receipt is missing after a delay, looked at again now and then; null until known. */
export function useUnreported(afterMs: number): {
  unreported: Output<'sends.unreported'> | null
  reload: () => void
} {
  const { client } = useServices()
  const connected = useConnection().kind === 'open'
  const [found, setFound] = useState<{ afterMs: number; answer: Output<'sends.unreported'> } | null>(null)
  const reload = useCallback(() => {
    client.call('sends.unreported', { afterMs, limit: listed }).then(
      answer => setFound({ afterMs, answer }),
      () => {
        // What was known stays; the next look comes by itself.
      },
    )
  }, [client, afterMs])
  useEffect(() => {
    if (!connected) return
    reload()
    const timer = setInterval(reload, lookMilliseconds)
    return () => clearInterval(timer)
  }, [connected, reload])
  return { unreported: found?.afterMs === afterMs ? found.answer : null, reload }
}
