import type { ServerResponse } from 'node:http'
import type { GivenAnswer } from '../../contract/push.ts'
import type { Words } from '../../contract/words.ts'
import type { Answer } from './chooseAnswer.ts'
import type { ForwardedAnswer } from './forwardRequest.ts'

/** How an answer leaves, or doesn't. */
export type Manner =
  | { kind: 'send'; answer: Answer }
  | { kind: 'relay'; answer: ForwardedAnswer }
  | { kind: 'drop' }
  | { kind: 'reset' }
  | { kind: 'half'; answer: Answer }

const hungUp: Words = { en: 'The sender hung up before the answer', zh: '发送方在应答之前断开了连接' }

/** A sender that was told nothing gives up long before. */
const dropMilliseconds = 60_000

/** Resolves when the answer is out, or the connection is gone. */
export function sendAnswer(
  response: ServerResponse,
  manner: Manner,
  elapsed: () => number,
): Promise<GivenAnswer> {
  const { promise, resolve } = Promise.withResolvers<GivenAnswer>()
  const done = (status: number | null, reason: Words) => resolve({ status, milliseconds: elapsed(), reason })
  /** An answer that is out is closed as one that can't be any more. */
  const whenClosed = (status: number | null, reason: Words) =>
    response.on('close', () => (response.writableFinished ? done(status, reason) : done(null, hungUp)))
  if (response.destroyed) done(null, hungUp)
  switch (manner.kind) {
    case 'send': {
      const { status, body, contentType, reason } = manner.answer
      whenClosed(status, reason)
      if (contentType === null) response.writeHead(status).end()
      else {
        const length = Buffer.byteLength(body)
        response.writeHead(status, { 'content-type': contentType, 'content-length': length }).end(body)
      }
      break
    }
    case 'relay': {
      const { status, headers, body } = manner.answer
      whenClosed(status, { en: 'The developer’s own service answered so', zh: '由你自己的服务作出' })
      const length = status === 204 || status === 304 ? [] : ['Content-Length', `${body.length}`]
      response.writeHead(status, [...headers.flat(), ...length]).end(body)
      break
    }
    case 'drop': {
      const timer = setTimeout(() => response.destroy(), dropMilliseconds)
      timer.unref()
      response.on('close', () => {
        clearTimeout(timer)
        done(null, { en: 'The endpoint is set to say nothing', zh: '端点设置为不应答' })
      })
      break
    }
    case 'reset':
      done(null, { en: 'The endpoint is set to cut the connection', zh: '端点设置为断开连接' })
      response.socket?.resetAndDestroy()
      break
    case 'half': {
      const body = manner.answer.body === '' ? 'half an answer' : manner.answer.body
      const { socket } = response
      done(null, {
        en: 'The endpoint is set to break off in the middle of its answer',
        zh: '端点设置为应答到一半时中断',
      })
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
