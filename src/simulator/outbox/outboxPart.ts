import { z } from 'zod'
import type { Part } from '../part.ts'
import type { Outbox } from './outbox.ts'

const query = z.strictObject({
  limit: z.number().int().min(0).max(1000).default(100),
  clear: z.boolean().default(false),
})

/** Lets mail and SMS be read that would have left the house. */
export function createOutboxPart(outbox: Outbox): Part {
  const describe = (limit: number) => ({
    total: outbox.total,
    items: outbox.latest(limit).map(item => ({ ...item, at: new Date(item.at).toISOString() })),
  })
  return {
    name: 'outbox',
    controls: {
      outbox(input) {
        const { limit, clear } = query.parse(input ?? {})
        const answer = describe(limit)
        if (clear) outbox.clear()
        return answer
      },
    },
    state: () => describe(20),
    reset: () => outbox.clear(),
  }
}
