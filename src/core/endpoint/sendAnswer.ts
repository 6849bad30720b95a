import type { ServerResponse } from 'node:http'
import type { GivenAnswer } from '../../contract/push.ts'
import type { Answer } from './chooseAnswer.ts'
import type { ForwardedAnswer } from './forwardRequest.ts'

/** How an answer leaves, or doesn't. */
export type Manner =
  | { kind: 'send'; answer: Answer }
  | { kind: 'relay'; answer: ForwardedAnswer }
  | { kind: 'drop' }
  | { kind: 'reset' }
  | { kind: 'half'; answer: Answer }

/** A sender that was told nothing gives up long before. */
const dropMilliseconds = 60_000

/** Resolves when the answer is out, or the connection is gone. */
export function sendAnswer(
  response: ServerResponse,
  manner: Manner,
  elapsed: () => number,
): Promise<GivenAnswer> {
  const { promise, resolve } = Promise.withResolvers<GivenAnswer>()
  const gone = () =>
    resolve({ status: null, milliseconds: elapsed(), reason: 'The sender hung up before the answer' })
  const done = (status: number | null, reason: string) => resolve({ status, milliseconds: elapsed(), reason })
  if (response.destroyed) gone()
  else response.once('close', gone)
  switch (manner.kind) {
    case 'send': {
      const { status, body, contentType, reason } = manner.answer
      response.once('finish', () => done(status, reason))
      const length = Buffer.byteLength(body)
      response.writeHead(
        status,
        contentType === null ? {} : { 'content-type': contentType, 'content-length': length },
      )
      response.end(body)
      break
    }
    case 'relay': {
      const { status, headers, body } = manner.answer
      response.once('finish', () => done(status, 'The developer’s own service answered so'))
      const length = status === 204 || status === 304 ? [] : ['Content-Length', `${body.length}`]
      response.writeHead(status, [...headers.flat(), ...length])
      response.end(body)
      break
    }
    case 'drop': {
      const timer = setTimeout(() => response.destroy(), dropMilliseconds)
      timer.unref()
      response.once('close', () => clearTimeout(timer))
      response.prependOnceListener('close', () => done(null, 'The endpoint is set to say nothing'))
      break
    }
    case 'reset':
      done(null, 'The endpoint is set to cut the connection')
      response.socket?.resetAndDestroy()
      break
    case 'half': {
      const body = manner.answer.body === '' ? 'half an answer' : manner.answer.body
      const { socket } = response
      done(null, 'The endpoint is set to break off in the middle of its answer')
      socket?.write(
        `HTTP/1.1 ${manner.answer.status === 204 ? 200 : manner.answer.status} Half\r\n` +
          `Content-Type: text/plain\r\nContent-Length: ${2 * Buffer.byteLength(body)}\r\n\r\n${body}`,
        () => socket.destroy(),
      )
      break
    }
    default:
      manner satisfies never
  }
  return promise
}
