import { usePreferences } from '../state/preferences.ts'
import { useProgram } from '../state/services.ts'
import { simulatorAccount } from '../state/simulatorAccount.ts'

/** True for a new user who looks at the simulator's receipts and nothing else, until one of the ways to begin was taken. */
export function useWelcome(): boolean {
  const welcomed = usePreferences(state => state.welcomed)
  const onlySimulated = useProgram(
    ({ status }) =>
      status?.simulator.running === true &&
      status.monitors.every(({ account }) => account === simulatorAccount),
  )
  return !welcomed && onlySimulated
}
