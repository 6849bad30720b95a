import type { Random } from '../random.ts'
import type { NotifyStrategy } from '../topic/subscription.ts'

/** How often a failed push is tried again under each strategy. */
const retryLimit: Readonly<Record<NotifyStrategy, number>> = {
  BACKOFF_RETRY: 3,
  EXPONENTIAL_DECAY_RETRY: 176,
}

const longestDecaySeconds = 512

/** Milliseconds to wait before the `retry`-th retry (from 1); null where the strategy has given up. */
export function retryDelay(strategy: NotifyStrategy, retry: number, random: Random): number | null {
  if (retry > retryLimit[strategy]) return null
  switch (strategy) {
    case 'BACKOFF_RETRY':
      return Math.round((10 + 10 * random()) * 1000)
    case 'EXPONENTIAL_DECAY_RETRY':
      return Math.min(2 ** (retry - 1), longestDecaySeconds) * 1000
    default:
      return strategy satisfies never
  }
}
