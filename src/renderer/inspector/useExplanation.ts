import { useEffect, useState } from 'react'
import type { CodeExplanation } from '../../contract/codeExplanation.ts'
import { useConnection, useServices } from '../state/services.ts'

/** What a code means, narrowed by the number it came for; null while unknown or where nobody lists it. */
export function useExplanation(code: string | null, phone: string | null): CodeExplanation | null {
  const { client } = useServices()
  const connected = useConnection().kind === 'open'
  const [answer, setAnswer] = useState<{ asked: string; explanation: CodeExplanation } | null>(null)
  const asked = JSON.stringify([code, phone])
  useEffect(() => {
    if (code === null || !connected) return
    const controller = new AbortController()
    client.call('codes.explain', { code, phone }, { signal: controller.signal }).then(
      explanation => setAnswer({ asked: JSON.stringify([code, phone]), explanation }),
      // Without an explanation the code stands for itself, as it was received.
      () => {},
    )
    return () => controller.abort()
  }, [client, connected, code, phone])
  return answer?.asked === asked && answer.explanation.groups.length > 0 ? answer.explanation : null
}
