import type { ServerResponse } from 'node:http'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Reply } from './reply.ts'
import { securityHeaders } from './securityHeaders.ts'

/** A body that comes in pieces is pulled no faster than the asker takes it. */
export async function writeReply(
  response: ServerResponse,
  { status, headers, body = '' }: Reply,
): Promise<void> {
  const isWhole = typeof body === 'string' || body instanceof Uint8Array
  const length = isWhole && status !== 204 ? { 'content-length': Buffer.byteLength(body) } : {}
  response.writeHead(status, { ...securityHeaders, ...headers, ...length })
  if (response.req.method === 'HEAD') response.end()
  else if (isWhole) response.end(body)
  else await pipeline(Readable.from(body), response)
}
