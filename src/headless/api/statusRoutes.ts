import type { Handlers } from '../../contract/api.ts'
import { ApiError } from '../../contract/apiError.ts'
import { groupFields } from '../../contract/group.ts'
import { jsonReply } from '../http/reply.ts'
import { refuseUnknown } from './readParameters.ts'
import type { Route } from './route.ts'
import { parseGroupFields, toStatistic } from './statistic.ts'

export function statusRoutes({ calls, streams }: Handlers): Route[] {
  return [
    {
      method: 'GET',
      path: '/api/stats',
      async answer({ query, signal }) {
        refuseUnknown(query, ['query', 'by'])
        const by = parseGroupFields(query.get('by') ?? '')
        if (by === null) {
          const message = 'by should be up to four fields, each once, separated by commas.'
          throw new ApiError('bad-input', message, `Expected some of: ${groupFields.join(', ')}.`)
        }
        const input = { query: query.get('query') ?? '', by }
        const { groups, partial } = await calls['receipts.groups'](input, { signal })
        return jsonReply(200, { groups: groups.map(group => toStatistic(group, by)), partial })
      },
    },
    {
      method: 'GET',
      path: '/api/status',
      async answer({ query, signal }) {
        refuseUnknown(query, [])
        const app = await calls['app.info'](null, { signal })
        for await (const status of streams['status.watch'](null, { signal })) {
          return jsonReply(200, { app, ...status })
        }
        throw new ApiError('unavailable', 'The status is not known while the program starts or stops.')
      },
    },
  ]
}
