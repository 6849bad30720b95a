import { useCallback, useEffect, useRef, useState } from 'react'
import { ApiError } from '../../contract/apiError.ts'
import type { ReplayRequest, ReplayState } from '../../contract/replay.ts'
import { asIs } from '../../contract/words.ts'
import { useServices } from '../state/services.ts'

export type Sending =
  | { kind: 'none' }
  | { kind: 'starting' }
  /** The host is not this machine and was never confirmed. */
  | { kind: 'unconfirmed'; host: string; request: ReplayRequest }
  | { kind: 'failed'; error: ApiError }
  | { kind: 'sending'; state: ReplayState }

const thisMachine = /^(?:localhost|.*\.localhost|127(?:\.\d+){3}|\[::1\])$/

/** One replay at a time, from its start to its last answer. It goes on when nobody looks any more. */
export function useReplay(): {
  sending: Sending
  start: (request: ReplayRequest) => void
  cancel: () => void
  forget: () => void
} {
  const { client } = useServices()
  const [sending, setSending] = useState<Sending>({ kind: 'none' })
  const stop = useRef(() => {})
  const turn = useRef(0)
  useEffect(
    () => () => {
      turn.current += 1
      stop.current()
    },
    [],
  )

  const start = useCallback(
    async (request: ReplayRequest) => {
      stop.current()
      turn.current += 1
      const mine = turn.current
      const become = (next: Sending) => {
        if (mine === turn.current) setSending(next)
      }
      become({ kind: 'starting' })
      try {
        const { id } = await client.call('replay.start', request)
        if (mine !== turn.current) return
        stop.current = client.open('replay.watch', {
          input: () => ({ id }),
          onItem: state => become({ kind: 'sending', state }),
          onError: error => become({ kind: 'failed', error }),
        })
      } catch (error) {
        const known = error instanceof ApiError ? error : new ApiError('internal', asIs(String(error)))
        const { host, hostname } = new URL(request.to)
        const isAsked = known.code === 'refused' && !request.confirmed && !thisMachine.test(hostname)
        become(isAsked ? { kind: 'unconfirmed', host, request } : { kind: 'failed', error: known })
      }
    },
    [client],
  )

  return {
    sending,
    start: request => void start(request),
    cancel() {
      if (sending.kind !== 'sending') return
      client.call('replay.cancel', { id: sending.state.id }).catch(() => {
        // It is over already; its last state says so.
      })
    },
    forget: () => setSending({ kind: 'none' }),
  }
}
