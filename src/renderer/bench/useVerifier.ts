import { useEffect, useState } from 'react'
import { ApiError } from '../../contract/apiError.ts'
import type { GeneratedVerifier, VerifierLanguage } from '../../contract/signature.ts'
import { useServices } from '../state/services.ts'
import { useBench } from './benchStore.ts'

type VerifierState =
  | { kind: 'writing' }
  | { kind: 'failed'; error: ApiError }
  | { kind: 'here'; verifier: GeneratedVerifier }

/** A program that checks pushes like the one on the bench. While another is written, the last one stays in sight. */
export function useVerifier(language: VerifierLanguage): VerifierState {
  const { client } = useServices()
  const source = useBench(state => state.source)
  const [state, setState] = useState<VerifierState>({ kind: 'writing' })
  useEffect(() => {
    if (source === null) return
    const controller = new AbortController()
    client.call('signature.verifier', { source, language }, { signal: controller.signal }).then(
      verifier => setState({ kind: 'here', verifier }),
      (error: unknown) => {
        if (!controller.signal.aborted && error instanceof ApiError) setState({ kind: 'failed', error })
      },
    )
    return () => controller.abort()
  }, [client, source, language])
  return state
}
