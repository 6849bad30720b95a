import { useEffect, useState } from 'react'
import type { CallName, Input } from '../../contract/api.ts'
import type { SimulatorState } from '../../contract/simulator.ts'
import type { SimulatorCalls } from '../../contract/simulatorApi.ts'
import { useServices } from '../state/services.ts'
import { useTell } from '../state/useTell.ts'

/** The simulator's state for as long as someone looks; null until it is known. */
export function useSimulator(): SimulatorState | null {
  const { client } = useServices()
  const [state, setState] = useState<SimulatorState | null>(null)
  useEffect(
    () => client.open('simulator.watch', { input: () => null, onItem: item => setState(item) }),
    [client],
  )
  return state
}

/** Asks the simulator for something; trouble is shown, and answered with false. */
export function useOrder() {
  const { client } = useServices()
  const tell = useTell()
  return <N extends CallName & keyof SimulatorCalls>(name: N, input: Input<N>): Promise<boolean> =>
    client.call(name, input).then(
      () => true,
      error => {
        tell(error)
        return false
      },
    )
}
