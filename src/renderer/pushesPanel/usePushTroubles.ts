import { useEffect, useMemo, useState } from 'react'
import type { NearMiss, WaitingPush } from '../../contract/push.ts'
import { useServices } from '../state/services.ts'
import type { PushTroubles } from './filterPushes.ts'

/** Milliseconds: a flood of pushes is no flood of questions, and a wait can end without any push. */
const pause = 1_000
const forgetful = 5_000

type Found = { nearMisses: NearMiss[]; waiting: WaitingPush[] }

/** Answers that were nearly too late and messages that will come again, asked for anew when `change` does. */
export function usePushTroubles(change: number): PushTroubles & { nearMisses: NearMiss[] } {
  const { client } = useServices()
  const [found, setFound] = useState<Found>({ nearMisses: [], waiting: [] })
  const [asked, setAsked] = useState(-1)
  useEffect(() => {
    const timer = setTimeout(() => setAsked(change), asked === -1 ? 0 : pause)
    return () => clearTimeout(timer)
  }, [change, asked])
  useEffect(() => {
    if (asked === -1) return
    const controller = new AbortController()
    const { signal } = controller
    const ask = () =>
      Promise.all([
        client.call('pushes.nearMisses', null, { signal }),
        client.call('pushes.waiting', null, { signal }),
      ]).then(
        ([nearMisses, waiting]) => setFound({ nearMisses, waiting }),
        () => undefined,
      )
    void ask()
    const timer = setInterval(() => void ask(), forgetful)
    return () => {
      clearInterval(timer)
      controller.abort()
    }
  }, [client, asked])
  return useMemo(
    () => ({
      nearMisses: found.nearMisses,
      nearMiss: new Set(found.nearMisses.map(({ id }) => id)),
      waiting: new Set(found.waiting.map(({ id }) => id)),
    }),
    [found],
  )
}
