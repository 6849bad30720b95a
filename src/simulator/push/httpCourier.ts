import { randomBytes } from 'node:crypto'
import type { HttpRequest } from '../../protocol/httpRequest.ts'
import type { Delivery, DeliveryAnswer } from './delivery.ts'
import type { HttpAnswer, HttpSender } from './httpSender.ts'
import type { PushOptions } from './pushOptions.ts'
import { type PushSigner, writeFaultyPushRequest, writePushRequest } from './pushRequest.ts'

export type HttpCourierParts = {
  readonly sender: HttpSender
  /** Milliseconds since 1970, for the date of pushes. */
  readonly now: () => number
  readonly options: () => PushOptions
  readonly signer: () => PushSigner
  readonly stranger: () => Promise<PushSigner>
}

/** An endpoint has five seconds for its whole answer. */
const answerLimit = 5000

export async function pushOverHttp(
  parts: HttpCourierParts,
  delivery: Delivery,
  address: { readonly origin: string; readonly target: string },
  signal: AbortSignal,
): Promise<DeliveryAnswer> {
  const requestId = randomBytes(12).toString('hex').toUpperCase()
  const request = await writeRequest(parts, delivery, address.target, requestId)
  const answer = await parts.sender.send(address.origin, request, answerLimit, signal)
  const verdict = judge(answer)
  const { damage } = delivery
  return {
    outcome: verdict.outcome,
    detail: { requestId, ...verdict.detail, ...(damage === null ? {} : { damage }) },
  }
}

async function writeRequest(
  parts: HttpCourierParts,
  delivery: Delivery,
  target: string,
  requestId: string,
): Promise<HttpRequest> {
  const context = {
    target,
    requestId,
    date: parts.now(),
    options: parts.options(),
    signer: parts.signer(),
  }
  return delivery.damage === null
    ? writePushRequest(delivery, context)
    : writeFaultyPushRequest(delivery, context, delivery.damage, await parts.stranger())
}

function judge(answer: HttpAnswer): DeliveryAnswer {
  const { milliseconds } = answer
  switch (answer.outcome) {
    case 'answered': {
      const { status } = answer
      if (status >= 200 && status < 300) return { outcome: 'accepted', detail: { status, milliseconds } }
      const reason =
        status >= 300 && status < 400
          ? 'a redirection: only the newer documents count it as a success, and it is not followed'
          : `a status of 200 to 299 was expected; the answer began with ${excerpt(answer.body)}`
      return { outcome: 'failed', detail: { status, milliseconds, reason } }
    }
    case 'late':
      return { outcome: 'failed', detail: { milliseconds, reason: `no answer within ${answerLimit} ms` } }
    case 'unreachable':
      return { outcome: 'failed', detail: { milliseconds, reason: answer.reason } }
    default:
      return answer satisfies never
  }
}

function excerpt(body: string): string {
  return body === '' ? 'nothing' : JSON.stringify(body.length > 200 ? `${body.slice(0, 200)}…` : body)
}
