import { getLocal } from 'mockttp'
import { countWork } from './countWork.ts'

/** The neighbour: answers 204 and records each request in memory, with no signature looked at and nothing on disk. */
const server = getLocal({ recordTraffic: true })
await server.start()
const endpoint = await server.forPost('/notifications').thenReply(204)
countWork(`${server.url}/notifications`, async () => {
  const seen = await endpoint.getSeenRequests()
  await server.stop()
  return { stored: seen.length }
})
