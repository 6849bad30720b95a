import type { Handlers } from '../../contract/api.ts'
import type { Monitors } from '../monitor/createMonitors.ts'
import * as inputs from './inputs.ts'
import { parseInput } from './parseInput.ts'

type Names =
  | 'monitors.save'
  | 'monitors.remove'
  | 'monitors.exchanges'
  | 'monitors.start'
  | 'monitors.stop'
  | 'monitors.setMode'

export function monitorHandlers(monitors: Monitors) {
  return {
    'monitors.save': async input => {
      const { typedName, ...settings } = parseInput(inputs.saveMonitorInput, input)
      return { id: await monitors.save(settings, typedName ?? null) }
    },
    'monitors.remove': async input => {
      await monitors.remove(parseInput(inputs.monitorInput, input).id)
      return null
    },
    'monitors.exchanges': input => monitors.exchanges(parseInput(inputs.monitorInput, input).id),
    'monitors.start': input => {
      monitors.start(parseInput(inputs.monitorInput, input).id)
      return null
    },
    'monitors.stop': async input => {
      await monitors.stop(parseInput(inputs.monitorInput, input).id)
      return null
    },
    'monitors.setMode': async input => {
      const { id, mode, typedName } = parseInput(inputs.modeInput, input)
      await monitors.setMode(id, mode, typedName ?? null)
      return null
    },
  } satisfies Pick<Handlers['calls'], Names>
}
