import type { IncomingMessage } from 'node:http'

export type BodyOutcome = Buffer | 'too-large' | 'broken-off'

const nothing = Buffer.alloc(0)

/** A body that is too large is still read to its end, up to a bound, so that its sender hears the answer. */
export function readBody(request: IncomingMessage, limit: number, done: (body: BodyOutcome) => void): void {
  const length = request.headers['content-length']
  if (length === '0' || (length === undefined && request.headers['transfer-encoding'] === undefined)) {
    done(nothing)
    return
  }
  let chunks: Buffer[] = []
  let size = 0
  let settled = false
  const settle = (body: BodyOutcome) => {
    if (settled) return
    settled = true
    done(body)
  }
  request.on('data', (chunk: Buffer) => {
    size += chunk.length
    if (size <= limit) chunks.push(chunk)
    else {
      chunks = []
      if (size > 16 * limit) request.destroy()
    }
  })
  request.on('end', () => {
    if (size > limit) settle('too-large')
    else settle(chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : Buffer.concat(chunks))
  })
  request.on('error', () => settle('broken-off'))
  request.on('close', () => settle('broken-off'))
}
