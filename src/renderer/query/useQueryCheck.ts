import { useEffect, useState } from 'react'
import type { QueryCheck } from '../../contract/query.ts'
import { useConnection, useServices } from '../state/services.ts'

/** Milliseconds without a key before what was typed is looked at. */
const typingRest = 150

/** What the core says of a draft, in words or with the place of its fault; null until it has said so. */
export function useQueryCheck(draft: string): QueryCheck | null {
  const { client } = useServices()
  const connected = useConnection().kind === 'open'
  const [checked, setChecked] = useState<{ draft: string; check: QueryCheck } | null>(null)
  useEffect(() => {
    if (!connected) return
    const controller = new AbortController()
    const timer = setTimeout(() => {
      client.call('query.check', { query: draft }, { signal: controller.signal }).then(
        check => setChecked({ draft, check }),
        // Without a word from the core the draft stays unchecked; the connection's own banner says why.
        () => {},
      )
    }, typingRest)
    return () => {
      clearTimeout(timer)
      controller.abort()
    }
  }, [client, connected, draft])
  return checked?.draft === draft ? checked.check : null
}
