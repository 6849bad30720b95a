import type { HttpRequest } from '../../../src/protocol/httpRequest.ts'

/** The request as it goes over the wire. */
export function toWire({ method, target, headers, body }: HttpRequest): Buffer {
  const lines = [
    `${method} ${target} HTTP/1.1`,
    'Host: endpoint',
    `Content-Length: ${body.length}`,
    ...headers.map(([name, value]) => `${name}: ${value}`),
  ]
  return Buffer.concat([Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1'), body])
}
