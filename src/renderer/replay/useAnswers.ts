import { useCallback, useEffect, useRef, useState } from 'react'
import type { ReceiptId } from '../../contract/brand.ts'
import type { KeptAnswer } from '../../contract/replay.ts'
import { useConnection, useServices } from '../state/services.ts'

/** What was answered whenever this message was sent again; null until the core has said so. */
export function useAnswers(id: ReceiptId): { answers: readonly KeptAnswer[] | null; look: () => void } {
  const { client } = useServices()
  const connected = useConnection().kind === 'open'
  const [known, setKnown] = useState<{ id: ReceiptId; answers: KeptAnswer[] } | null>(null)
  const asking = useRef(new AbortController())
  const look = useCallback(() => {
    asking.current.abort()
    asking.current = new AbortController()
    client.call('replay.answers', { id }, { signal: asking.current.signal }).then(
      answers => setKnown({ id, answers }),
      // The list is a memory: what is sent now shows by itself.
      () => {},
    )
  }, [client, id])
  useEffect(() => {
    if (!connected) return
    look()
    return () => asking.current.abort()
  }, [connected, look])
  return { answers: known?.id === id ? known.answers : null, look }
}
