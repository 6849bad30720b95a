import { useEffect, useState } from 'react'
import { create } from 'zustand'
import { ApiError } from '../../contract/apiError.ts'
import type { DoctorFormat, DoctorRunId, DoctorState } from '../../contract/doctor.ts'
import { useServices } from '../state/services.ts'

/** An examination goes on while another panel is looked at. */
const useRun = create<{ id: DoctorRunId | null; url: string }>(() => ({ id: null, url: '' }))

type Asked = { url: string; formats: DoctorFormat[] }

/** One examination of an endpoint, from its start to its last finding. */
export function useDoctor() {
  const { client } = useServices()
  const { id, url } = useRun()
  const [state, setState] = useState<DoctorState | null>(null)
  const [problem, setProblem] = useState<ApiError | null>(null)
  const [unconfirmed, setUnconfirmed] = useState<Asked | null>(null)
  useEffect(() => {
    if (id === null) return
    return client.open('doctor.watch', {
      input: () => ({ id }),
      onItem: setState,
      onError(error) {
        setProblem(error)
        useRun.setState({ id: null })
      },
    })
  }, [client, id])

  async function ask(asked: Asked, confirmed: boolean): Promise<void> {
    setProblem(null)
    setUnconfirmed(null)
    useRun.setState({ url: asked.url })
    try {
      const run = await client.call('doctor.start', { ...asked, confirmed })
      setState(null)
      useRun.setState({ id: run.id })
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
      if (error.code === 'refused' && !confirmed) setUnconfirmed(asked)
      setProblem(error)
    }
  }

  return {
    url,
    state,
    problem,
    /** Waits for a yes. */
    unconfirmed,
    start: (asked: Asked, confirmed = false) => void ask(asked, confirmed),
    withdraw() {
      setUnconfirmed(null)
      setProblem(null)
    },
    cancel() {
      if (id === null) return
      client.call('doctor.cancel', { id }).catch(() => {
        // It is over already; its last state says so.
      })
    },
  }
}
