import type { Handlers } from '../../contract/api.ts'
import { ApiError } from '../../contract/apiError.ts'
import { jsonReply } from '../http/reply.ts'
import { refuseUnknown } from './readParameters.ts'
import type { Route } from './route.ts'

export function statusRoutes({ calls, streams }: Handlers): Route[] {
  return [
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
