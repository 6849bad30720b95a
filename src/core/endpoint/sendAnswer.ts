import { validateHeaderName, validateHeaderValue } from 'node:http'
import type { GivenAnswer } from '../../contract/push.ts'
import type { Words } from '../../contract/words.ts'
import type { Answer } from './chooseAnswer.ts'
import type { ForwardedAnswer } from './forwardRequest.ts'
import type { Reply } from './http/reply.ts'

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

/** `told` once the answer is out, or the connection is gone. */
export function sendAnswer(reply: Reply, manner: Manner, told: (given: GivenAnswer) => void): void {
  const done = (status: number | null, reason: Words) =>
    told({ status, milliseconds: reply.elapsed(), reason })
  switch (manner.kind) {
    case 'send': {
      const { status, body, contentType, reason } = manner.answer
      const answer =
        contentType === null
          ? { status, headers: [], body: null }
          : { status, headers: [['Content-Type', contentType]] as const, body: Buffer.from(body) }
      reply.send(answer, out => (out ? done(status, reason) : done(null, hungUp)))
      break
    }
    case 'relay': {
      const { status, headers, body } = manner.answer
      for (const [name, value] of headers) {
        validateHeaderName(name)
        validateHeaderValue(name, value)
      }
      const answer = { status, headers, body: hasBody(status) ? body : null }
      reply.send(answer, out => (out ? done(status, relayed) : done(null, hungUp)))
      break
    }
    case 'drop': {
      const timer = setTimeout(() => reply.cut('end'), dropMilliseconds)
      timer.unref()
      reply.whenGone(() => {
        clearTimeout(timer)
        done(null, { en: 'The endpoint is set to say nothing', zh: '端点设置为不应答' })
      })
      break
    }
    case 'reset':
      done(null, { en: 'The endpoint is set to cut the connection', zh: '端点设置为断开连接' })
      reply.cut('reset')
      break
    case 'half': {
      const body = manner.answer.body === '' ? 'half an answer' : manner.answer.body
      done(null, {
        en: 'The endpoint is set to break off in the middle of its answer',
        zh: '端点设置为应答到一半时中断',
      })
      const { status } = manner.answer
      reply.breakOff(
        `HTTP/1.1 ${hasBody(status) ? status : 200} Half\r\n` +
          `Content-Type: text/plain\r\nContent-Length: ${2 * Buffer.byteLength(body)}\r\n\r\n${body}`,
      )
      break
    }
    default:
      manner satisfies never
  }
}

const hasBody = (status: number): boolean => status !== 204 && status !== 304

const relayed: Words = { en: 'The developer’s own service answered so', zh: '由你自己的服务作出' }
