import * as z from 'zod'
import type { Handlers } from '../../contract/api.ts'
import { ApiError } from '../../contract/apiError.ts'
import { asIs } from '../../contract/words.ts'
import { jsonReply } from '../http/reply.ts'
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
  ]
}
