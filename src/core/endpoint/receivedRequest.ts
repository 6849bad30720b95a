import type { IncomingMessage } from 'node:http'
import type { HttpRequest } from '../../protocol/httpRequest.ts'

/** A request as it stood on the wire, and what is known of its coming. */
export type ReceivedRequest = HttpRequest & {
  readonly headers: readonly [name: string, value: string][]
  readonly httpVersion: string
  readonly peer: string | null
  /** Milliseconds since 1970. */
  readonly receivedAt: number
  /** The body is longer than what is kept, or its sender stopped in the middle. */
  readonly truncated: boolean
}

const largestBody = 1024 * 1024

/** What else is read of a longer body, so that its sender gets an answer and not a broken connection. */
const mostDrained = 8 * 1024 * 1024

/** Resolves once the body is there, as far as it is kept; a sender that hangs up leaves what came. */
export function receiveRequest(request: IncomingMessage, receivedAt: number): Promise<ReceivedRequest> {
  return new Promise(resolve => {
    const chunks: Buffer[] = []
    let seen = 0
    const done = (whole: boolean) => {
      const [first] = chunks
      const body = chunks.length === 1 && first !== undefined ? first : Buffer.concat(chunks)
      resolve({
        method: request.method ?? '',
        target: request.url ?? '',
        headers: pairHeaders(request.rawHeaders),
        body: body.length > largestBody ? body.subarray(0, largestBody) : body,
        httpVersion: request.httpVersion,
        peer: request.socket.remoteAddress ?? null,
        receivedAt,
        truncated: !whole || seen > largestBody,
      })
    }
    request.on('data', (chunk: Buffer) => {
      if (seen < largestBody) chunks.push(chunk)
      seen += chunk.length
      if (seen > mostDrained) {
        request.pause()
        done(false)
      }
    })
    request.on('end', () => done(true))
    request.on('error', () => done(false))
    request.on('close', () => done(request.complete))
  })
}

function pairHeaders(raw: readonly string[]): [name: string, value: string][] {
  const headers: [string, string][] = []
  for (let at = 0; at + 1 < raw.length; at += 2) headers.push([raw[at] ?? '', raw[at + 1] ?? ''])
  return headers
}

export function requestLineOf({ method, target, httpVersion }: ReceivedRequest): string {
  return `${method} ${target} HTTP/${httpVersion}`
}
