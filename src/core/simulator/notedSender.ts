import type { HttpSender } from '../../simulator/push/httpSender.ts'
import type { Outbound } from '../outbound/createOutbound.ts'

/** Sends the simulator's pushes, noted like every other request that leaves the program. */
export function notedSender(note: Outbound['note']): HttpSender {
  const opening = import('../../simulator/push/httpSender.ts').then(({ createHttpSender }) =>
    createHttpSender(),
  )
  return {
    async send(origin, request, limit, signal) {
      const end = note('simulator', request.method, origin, request.target)
      const answer = await (await opening).send(origin, request, limit, signal)
      if (answer.outcome === 'answered') end(answer.status, null)
      else end(null, answer.outcome === 'late' ? 'ETIMEDOUT' : (answer.reason.split(':')[0] ?? ''))
      return answer
    },
    close: async () => (await opening).close(),
  }
}
