import { useCallback, useEffect, useRef, useState } from 'react'
import { ApiError } from '../../contract/apiError.ts'
import type { EndpointSettings } from '../../contract/push.ts'
import { asIs } from '../../contract/words.ts'
import { useServices } from '../state/services.ts'

/** `consent`: a change that opens the endpoint to others, and waits for its address to be typed out. */
export type EndpointForm = {
  settings: EndpointSettings | null
  problem: ApiError | null
  consent: EndpointSettings | null
  configure: (change: Partial<EndpointSettings>, typedName?: string) => void
  withdraw: () => void
}

/** The endpoint's settings, changed at once in sight and taken back where the core refuses. */
export function useEndpointSettings(): EndpointForm {
  const { client } = useServices()
  const [settings, setSettings] = useState<EndpointSettings | null>(null)
  const [problem, setProblem] = useState<ApiError | null>(null)
  const [consent, setConsent] = useState<EndpointSettings | null>(null)
  const kept = useRef<EndpointSettings | null>(null)
  const turn = useRef(0)
  const read = useCallback((error: unknown) => {
    setProblem(error instanceof ApiError ? error : new ApiError('internal', asIs(String(error))))
  }, [])
  useEffect(() => {
    client.call('endpoint.settings', null).then(found => {
      kept.current = found
      setSettings(found)
    }, read)
  }, [client, read])

  const configure: EndpointForm['configure'] = (change, typedName) => {
    if (settings === null) return
    const wanted = { ...settings, ...change }
    turn.current += 1
    const asked = turn.current
    setSettings(wanted)
    setConsent(null)
    client.call('endpoint.configure', { ...wanted, typedName: typedName ?? null }).then(
      changed => {
        kept.current = changed
        if (asked !== turn.current) return
        setSettings(changed)
        setProblem(null)
      },
      (error: unknown) => {
        setSettings(kept.current)
        const isAsked = error instanceof ApiError && error.code === 'refused'
        if (isAsked) setConsent(wanted)
        else read(error)
      },
    )
  }
  return { settings, problem, consent, configure, withdraw: () => setConsent(null) }
}
