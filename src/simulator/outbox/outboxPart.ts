import { z } from 'zod'
import type { Part } from '../part.ts'
import type { Outbox } from './outbox.ts'

const query = z.strictObject({
  limit: z.number().int().min(0).max(1000).default(100),
  clear: z.boolean().default(false),
})

/** Lets mail and SMS be read that would have left the house. */
export function createOutboxPart(outbox: Outbox): Part {
  return {
    name: 'outbox',
    controls: {
      outbox(input) {
        const { limit, clear } = query.parse(input ?? {})
        const answer = { total: outbox.total, items: outbox.latest(limit) }
        if (clear) outbox.clear()
        return answer
      },
    },
    state: () => ({ total: outbox.total, items: outbox.latest(20) }),
    reset: () => outbox.clear(),
  }
}
