import { STATUS_CODES } from 'node:http'
import { formatHttpDate } from '../../../protocol/canonical/httpDate.ts'
import type { OutgoingAnswer } from './reply.ts'

/** The head of an answer, and its body unless the sender asked for the head alone. */
export function writeAnswer(
  { status, headers, body }: OutgoingAnswer,
  connection: { stays: boolean; seconds: number },
  isHeadOnly: boolean,
  now: number,
): string | Buffer {
  let head = `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\n`
  for (const [name, value] of headers) head += `${name}: ${value}\r\n`
  if (body !== null) head += `Content-Length: ${body.length}\r\n`
  if (!headers.some(([name]) => name.toLowerCase() === 'date')) head += `Date: ${dateAt(now)}\r\n`
  head += connection.stays
    ? `Connection: keep-alive\r\nKeep-Alive: timeout=${connection.seconds}\r\n\r\n`
    : 'Connection: close\r\n\r\n'
  return body === null || isHeadOnly ? head : Buffer.concat([Buffer.from(head, 'latin1'), body])
}

export const writeRefusal = (status: number): string =>
  `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`

/** Many answers leave within one second. */
let written = { second: 0, text: '' }

function dateAt(now: number): string {
  const second = Math.floor(now / 1000)
  if (second !== written.second) written = { second, text: formatHttpDate(now) }
  return written.text
}
