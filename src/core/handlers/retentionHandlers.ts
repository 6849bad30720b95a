import type { Handlers } from '../../contract/api.ts'
import type { Retention } from '../../contract/retention.ts'
import type { Settings } from '../settings/createSettings.ts'
import * as inputs from './inputs.ts'
import { parseInput } from './parseInput.ts'

export const retentionKey = 'retention'

export function retentionHandlers(
  settings: Settings,
  retention: { current: () => Retention; apply: (next: Retention) => void },
) {
  return {
    'retention.get': () => retention.current(),
    'retention.set': input => {
      const next = parseInput(inputs.retentionInput, input)
      settings.write(retentionKey, next)
      retention.apply(next)
      return null
    },
  } satisfies Pick<Handlers['calls'], 'retention.get' | 'retention.set'>
}
