import type { Handlers } from '../../contract/api.ts'
import { ApiError } from '../../contract/apiError.ts'
import type { ReceiptId } from '../../contract/brand.ts'
import type { ReplayState } from '../../contract/replay.ts'
import { asIs, inEnglish } from '../../contract/words.ts'
import { jsonReply } from '../http/reply.ts'
import { attemptsAnswer, replayAnswer, verificationAnswer } from './answers.ts'
import { readReplay, replayBody, replayParameters } from './readReplay.ts'
import { routesOfRows } from './receiptRoutes.ts'
import type { Parameter, Route } from './route.ts'

const registeredUrl: Parameter = {
  name: 'registeredUrl',
  about: 'The endpoint as the subscription has it, where a proxy may have changed the path.',
  schema: { type: 'string' },
}

/** What came to the endpoint, and sending things again. */
export function pushRoutes(handlers: Handlers): Route[] {
  const { calls, streams } = handlers
  return [
    ...routesOfRows(handlers, { path: '/api/pushes', name: 'Pushes', one: 'push', all: 'via:push' }),
    {
      method: 'GET',
      path: '/api/pushes/{id}/attempts',
      about: 'Every delivery of one message with its bytes and answer, and what its sender will do next.',
      parameters: [],
      success: { contentType: 'application/json', schema: attemptsAnswer },
      async answer({ signal }, { id = '' }) {
        return jsonReply(200, inEnglish(await calls['pushes.attempts']({ id: id as ReceiptId }, { signal })))
      },
    },
    {
      method: 'GET',
      path: '/api/pushes/{id}/verification',
      about: 'What can be said about the signature of a push, and why it fails.',
      parameters: [registeredUrl],
      success: { contentType: 'application/json', schema: verificationAnswer },
      async answer({ query, signal }, { id = '' }) {
        const input = { id: id as ReceiptId, attempt: null, registeredUrl: query.get('registeredUrl') }
        return jsonReply(200, inEnglish(await calls['pushes.verify'](input, { signal })))
      },
    },
    {
      method: 'POST',
      path: '/api/replay',
      about: 'Sends what matches again, and answers when that is done; it is cancelled with the request.',
      parameters: replayParameters,
      success: { contentType: 'application/json', schema: replayAnswer },
      body: {
        contentTypes: ['application/json'],
        about: 'In place of the query string.',
        schema: replayBody,
        optional: true,
      },
      async answer(request) {
        const { signal } = request
        const input = await readReplay(request)
        const { id } = await calls['replay.start'](input, { signal })
        let last: ReplayState | null = null
        for await (const state of streams['replay.watch']({ id }, { signal })) last = state
        if (last?.state === 'running' || last === null) {
          await calls['replay.cancel']({ id }, { signal })
          throw new ApiError('cancelled', asIs('The replay was cancelled with its request.'))
        }
        return jsonReply(200, inEnglish(last))
      },
    },
  ]
}
