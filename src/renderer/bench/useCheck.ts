import { useCallback, useEffect, useRef, useState } from 'react'
import { ApiError } from '../../contract/apiError.ts'
import type { SignatureCheck } from '../../contract/signature.ts'
import { asIs } from '../../contract/words.ts'
import { useServices } from '../state/services.ts'
import { useBench } from './benchStore.ts'

export type CheckState =
  | { kind: 'empty' }
  | { kind: 'checking' }
  | { kind: 'failed'; error: ApiError }
  | { kind: 'here'; check: SignatureCheck }

/** Checks whatever is laid on the bench. A secret lives as long as the question it is part of. */
export function useCheck(): { state: CheckState; checkAgain: (secret: string | null) => void } {
  const { client } = useServices()
  const turn = useBench(state => state.turn)
  const [state, setState] = useState<CheckState>({ kind: 'empty' })
  const latest = useRef(0)

  const checkAgain = useCallback(
    (secret: string | null) => {
      const { source, certificate, registeredUrl } = useBench.getState()
      latest.current += 1
      const asked = latest.current
      if (source === null) {
        setState({ kind: 'empty' })
        return
      }
      const settle = (next: CheckState) => {
        if (asked === latest.current) setState(next)
      }
      setState(before => (before.kind === 'here' ? before : { kind: 'checking' }))
      const given = { certificate: textOrNull(certificate), registeredUrl: textOrNull(registeredUrl) }
      client.call('signature.check', { source, secret, ...given }).then(
        check => settle({ kind: 'here', check }),
        (error: unknown) => settle({ kind: 'failed', error: toApiError(error) }),
      )
    },
    [client],
  )

  // Every source is a turn of its own.
  useEffect(() => {
    if (turn === 0) return
    setState({ kind: 'checking' })
    checkAgain(useBench.getState().sampleSecret)
  }, [turn, checkAgain])

  return { state, checkAgain }
}

const textOrNull = (text: string) => (text.trim() === '' ? null : text.trim())

const toApiError = (error: unknown) =>
  error instanceof ApiError ? error : new ApiError('internal', asIs(String(error)))
