import { useEffect, useState } from 'react'
import type { ApiError } from '../../contract/apiError.ts'
import type { PushAttempt } from '../../contract/push.ts'
import type { ReceiptDetail } from '../../contract/receipt.ts'
import type { SignatureCheck } from '../../contract/signature.ts'
import { useConnection, useServices } from '../state/services.ts'

export type SignatureState =
  | { kind: 'checking' }
  | { kind: 'failed'; error: ApiError }
  | { kind: 'here'; check: SignatureCheck }

/** What can be said of the signature of one delivery of a push; without an attempt, of the first. */
export function useSignature(id: ReceiptDetail['id'], attempt: number | null): SignatureState {
  const { client } = useServices()
  const connected = useConnection().kind === 'open'
  const [answer, setAnswer] = useState<{ of: string; state: SignatureState } | null>(null)
  const of = `${id} ${attempt}`
  useEffect(() => {
    if (!connected) return
    const controller = new AbortController()
    const become = (state: SignatureState) => setAnswer({ of: `${id} ${attempt}`, state })
    const source = { kind: 'push', id, attempt } as const
    const nothingElse = { secret: null, certificate: null, registeredUrl: null }
    client.call('signature.check', { source, ...nothingElse }, { signal: controller.signal }).then(
      check => become({ kind: 'here', check }),
      (error: ApiError) => {
        if (!controller.signal.aborted && error.code !== 'closed') become({ kind: 'failed', error })
      },
    )
    return () => controller.abort()
  }, [client, connected, id, attempt])
  return answer?.of === of ? answer.state : { kind: 'checking' }
}

/** Every delivery of the message; none until the core has said so. */
export function useAttempts(id: ReceiptDetail['id'], deliveries: number): readonly PushAttempt[] {
  const { client } = useServices()
  const connected = useConnection().kind === 'open'
  const [known, setKnown] = useState<{ of: string; attempts: PushAttempt[] } | null>(null)
  const of = `${id} ${deliveries}`
  useEffect(() => {
    if (!connected) return
    const controller = new AbortController()
    client.call('pushes.attempts', { id }, { signal: controller.signal }).then(
      ({ attempts }) => setKnown({ of: `${id} ${deliveries}`, attempts }),
      // The first delivery is shown all the same.
      () => {},
    )
    return () => controller.abort()
  }, [client, connected, id, deliveries])
  return known?.of === of ? known.attempts : []
}
