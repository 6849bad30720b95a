import * as z from 'zod'
import type { Handlers } from '../../contract/api.ts'
import { ApiError } from '../../contract/apiError.ts'
import { asIs } from '../../contract/words.ts'
import { jsonReply } from '../http/reply.ts'
import { unreportedAnswer } from './compensationAnswers.ts'
import { readDuration, readInteger } from './readParameters.ts'
import type { Route } from './route.ts'

const mostBytes = 8 << 20

export const sendsAnswer = z.strictObject({ read: z.int(), added: z.int() })

/** What a sender knows of its texts. */
export function sendRoutes({ calls }: Handlers): Route[] {
  return [
    {
      method: 'POST',
      path: '/api/sends',
      about:
        'Tells of texts that were sent, so that missing receipts are seen; those known already change nothing.',
      parameters: [
        {
          name: 'account',
          about: 'The name of the account that sent them: its daily sums count them.',
          schema: { type: 'string', maxLength: 200 },
        },
      ],
      body: {
        contentTypes: ['text/csv', 'application/x-ndjson'],
        about:
          'CSV with a head, or one JSON object a line: phone, biz_id, out_id, send_time, template, sign, content.',
      },
      success: { contentType: 'application/json', schema: sendsAnswer },
      async answer({ query, readText, signal }) {
        const text = await readText(mostBytes)
        if (text === null) {
          throw new ApiError(
            'bad-input',
            asIs(`The log is larger than ${mostBytes >> 20} MiB.`),
            asIs('Send it in parts.'),
          )
        }
        return jsonReply(
          200,
          await calls['sends.import']({ text, account: query.get('account') || null }, { signal }),
        )
      },
    },
    {
      method: 'GET',
      path: '/api/sends/unreported',
      about: 'Sends of the last thirty days that nothing says the end of, oldest first.',
      parameters: [
        {
          name: 'after',
          about: 'Only those sent so long ago, like 30s, 10m or 2h; 10m without it.',
          schema: { type: 'string' },
        },
        {
          name: 'limit',
          about: 'At most so many are named, all are counted; 100 without it.',
          schema: { type: 'integer', minimum: 0, maximum: 1000 },
        },
      ],
      success: { contentType: 'application/json', schema: unreportedAnswer },
      async answer({ query, signal }) {
        const afterMs = readDuration(query, 'after', 600_000, 30 * 86_400_000)
        const limit = readInteger(query, 'limit', { smallest: 0, largest: 1000, fallback: 100 })
        const { count, sends, partial } = await calls['sends.unreported']({ afterMs, limit }, { signal })
        const withTimes = sends.map(send => ({ ...send, sendTime: new Date(send.sendTime).toISOString() }))
        return jsonReply(200, { count, sends: withTimes, partial })
      },
    },
  ]
}
