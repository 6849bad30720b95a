import * as z from 'zod'
import type { Handlers } from '../../contract/api.ts'
import { sqlLimits } from '../../contract/sql.ts'
import { jsonReply } from '../http/reply.ts'
import { readDuration, readInteger } from './readParameters.ts'
import type { Route } from './route.ts'

const cell = z.union([
  z.null(),
  z.number(),
  z.string(),
  z.strictObject({ bytes: z.int(), hex: z.string() }),
  z.strictObject({ characters: z.int(), text: z.string() }),
])

export const sqlAnswer = z.strictObject({
  columns: z.array(z.strictObject({ name: z.string(), type: z.string().nullable() })),
  rows: z.array(z.array(cell)),
  partial: z.enum(['limit', 'size', 'deadline']).nullable(),
  milliseconds: z.number(),
})

/** Questions that no parameter was made for. */
export function sqlRoutes({ calls }: Handlers): Route[] {
  const { rows, milliseconds, usualRows, usualMilliseconds } = sqlLimits
  return [
    {
      method: 'GET',
      path: '/api/sql',
      about: 'One SELECT, WITH, VALUES or EXPLAIN over receipts and what belongs to them.',
      parameters: [
        { name: 'select', about: 'The statement.', schema: { type: 'string' } },
        {
          name: 'limit',
          about: `At most so many rows; ${usualRows} without it.`,
          schema: { type: 'integer', minimum: 1, maximum: rows },
        },
        {
          name: 'timeout',
          about: `500ms, 5s, 1m; ${usualMilliseconds / 1000}s without it.`,
          schema: { type: 'string' },
        },
      ],
      success: { contentType: 'application/json', schema: sqlAnswer },
      async answer({ query, signal }) {
        const input = {
          sql: query.get('select') ?? '',
          limit: readInteger(query, 'limit', { smallest: 1, largest: rows, fallback: usualRows }),
          milliseconds: readDuration(query, 'timeout', usualMilliseconds, milliseconds),
        }
        return jsonReply(200, await calls['sql.run'](input, { signal }))
      },
    },
  ]
}
