import type { Socket } from 'node:net'
import { formatHttpDate } from '../../protocol/canonical/httpDate.ts'
import { writeErrorReply } from '../../protocol/xml/errorReply.ts'
import { serverName } from './sendReply.ts'

type Refuser = { readonly now: () => number; readonly nextRequestId: () => string; readonly hostId: string }

/** Answers what was no request at all, in the format of every other error, and hangs up. */
export function refuseRawRequest(cause: string, socket: Socket, refuser: Refuser): void {
  const { status, code, message } = explain(cause)
  const requestId = refuser.nextRequestId()
  const body = writeErrorReply({ code, message, requestId, hostId: refuser.hostId })
  const head = [
    `HTTP/1.1 ${status}`,
    `Date: ${formatHttpDate(refuser.now())}`,
    `Server: ${serverName}`,
    'Content-Type: text/xml;charset=utf-8',
    `Content-Length: ${Buffer.byteLength(body)}`,
    `x-mns-request-id: ${requestId}`,
    'x-mns-version: 2015-06-06',
    'Connection: close',
  ]
  socket.on('error', () => socket.destroy())
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`, () => socket.destroySoon())
}

function explain(cause: string): { status: string; code: string; message: string } {
  switch (cause) {
    case 'HPE_HEADER_OVERFLOW':
      return {
        status: '431 Request Header Fields Too Large',
        code: 'InvalidArgument',
        message: 'The headers of the request are larger than 16384 bytes.',
      }
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return {
        status: '408 Request Timeout',
        code: 'TimeExpired',
        message: 'The request was not complete in time: headers within 10 s, the whole within 30 s.',
      }
    default:
      return {
        status: '400 Bad Request',
        code: 'InvalidRequestURL',
        message: 'Http request URL format invalid.',
      }
  }
}
