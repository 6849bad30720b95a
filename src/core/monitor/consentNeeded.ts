import { ApiError } from '../../contract/apiError.ts'
import type { MonitorMode } from '../../contract/status.ts'

type TakingMode = Exclude<MonitorMode, 'peek'>

/** How many messages a queue could be found to hold, or why that is not known. */
export type Holding = { active: number } | { unknown: string }

export const takes = (mode: MonitorMode): mode is TakingMode => mode !== 'peek'

/** What is refused until the caller names the queue: others may be reading it, and what is taken is gone for them. */
export function consentNeeded(
  mode: TakingMode,
  { queue, accountName }: { queue: string; accountName: string },
  holding: Holding,
): ApiError {
  const held =
    'active' in holding
      ? `It holds ${holding.active} active ${holding.active === 1 ? 'message' : 'messages'}`
      : `How many messages it holds could not be found out (${holding.unknown})`
  return new ApiError(
    'refused',
    `“${queue}” of the account “${accountName}” is not a queue on this machine. ${held}. ${consequences[mode]}`,
    `To go ahead, repeat the call with typedName: ${JSON.stringify(queue)}.`,
  )
}

const consequences: Record<TakingMode, string> = {
  lease:
    'Leasing stores every message and hides it from all other consumers for the visibility time of the queue; then it comes back, with a higher dequeue count.',
  consume:
    'Consuming stores every message and then deletes it from the queue for good: no other consumer will see it.',
}
