import { createServer, type IncomingMessage } from 'node:http'
import { duplexPair } from 'node:stream'
import { createRequestReader } from '../../../../src/core/endpoint/http/createRequestReader.ts'

export type Heard = { method: string; target: string; headers: (readonly [string, string])[]; body: string }

/** What `node:http` makes of a connection's bytes: the requests that came to an end. */
export function nodeReads(bytes: Buffer): Promise<Heard[]> {
  return new Promise(resolve => {
    const heard: { request: IncomingMessage; pieces: Buffer[] }[] = []
    const server = createServer({ requireHostHeader: false })
    server.maxHeadersCount = 0
    server.on('checkExpectation', (request, response) => server.emit('request', request, response))
    server.on('request', (request, response) => {
      const pieces: Buffer[] = []
      heard.push({ request, pieces })
      request.on('data', (piece: Buffer) => pieces.push(piece))
      request.on('error', () => undefined)
      request.on('end', () => response.end())
    })
    // What was read before the mistake is still on its way.
    server.on('clientError', (_, socket) => setImmediate(() => socket.destroy()))
    const [ours, theirs] = duplexPair()
    server.emit('connection', theirs)
    theirs.on('close', () =>
      resolve(
        heard
          .filter(({ request }) => request.complete)
          .map(({ request, pieces }) => describe(request, pieces)),
      ),
    )
    ours.on('error', () => undefined)
    ours.resume()
    ours.end(bytes)
  })
}

function describe({ method = '', url: target = '', rawHeaders }: IncomingMessage, pieces: Buffer[]): Heard {
  const headers = rawHeaders.flatMap((name, at) =>
    at % 2 === 0 ? [[name, rawHeaders[at + 1] ?? ''] as const] : [],
  )
  return { method, target, headers, body: Buffer.concat(pieces).toString('latin1') }
}

/** What ours makes of the same, cut into these lengths, up to a request after which the connection would be closed. */
export function weRead(
  bytes: Buffer,
  lengths: readonly number[],
): { heard: Heard[]; refused: number | null } {
  const reader = createRequestReader()
  const heard: Heard[] = []
  for (const piece of cut(bytes, lengths)) {
    for (let reading = reader.read(piece); reading.outcome !== 'more'; reading = reader.read()) {
      if (reading.outcome === 'refused') return { heard, refused: reading.status }
      if (reading.outcome === 'request') {
        const { method, target, headers, keepAlive } = reading.head
        if (reading.truncated) return { heard, refused: 400 }
        heard.push({ method, target, headers, body: reading.body.toString('latin1') })
        if (!keepAlive) return { heard, refused: null }
      }
    }
  }
  return { heard, refused: null }
}

function cut(bytes: Buffer, lengths: readonly number[]): Buffer[] {
  const pieces: Buffer[] = []
  let at = 0
  for (const length of lengths) {
    pieces.push(bytes.subarray(at, at + length))
    at += length
  }
  return [...pieces, bytes.subarray(at)].filter(piece => piece.length > 0)
}
