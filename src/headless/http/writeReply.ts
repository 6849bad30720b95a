import type { ServerResponse } from 'node:http'
import { print } from '../io.ts'
import type { Reply } from './reply.ts'
import { securityHeaders } from './securityHeaders.ts'

/** A body that comes in pieces is pulled no faster than the asker takes it: each once the last is on its way. */
export async function writeReply(
  response: ServerResponse,
  { status, headers, body = '' }: Reply,
): Promise<void> {
  const isWhole = typeof body === 'string' || body instanceof Uint8Array
  const length = isWhole && status !== 204 ? { 'content-length': Buffer.byteLength(body) } : {}
  response.writeHead(status, { ...securityHeaders, ...headers, ...length })
  if (response.req.method === 'HEAD') response.end()
  else if (isWhole) response.end(body)
  else await writePieces(response, body)
}

async function writePieces(
  response: ServerResponse,
  pieces: AsyncIterable<string | Uint8Array>,
): Promise<void> {
  const gone = new Promise<false>(resolve => response.once('close', () => resolve(false)))
  for await (const piece of pieces) {
    if (!(await Promise.race([print(response, piece), gone]))) return
  }
  response.end()
}
