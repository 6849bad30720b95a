import type { SignatureSummary } from '../../contract/receipt.ts'
import type { RequestClass } from './classifyRequest.ts'

export type Answer = {
  readonly status: number
  readonly body: string
  readonly contentType: string | null
  /** Why it is this one, for people. */
  readonly reason: string
}

/** What the senders want to hear: MNS a status, the SMS platform 200 and a number called `code`. */
export function chooseAnswer(
  { kind }: RequestClass,
  signature: SignatureSummary | null,
  summary: string,
): Answer {
  switch (kind) {
    case 'topic':
      return answerTopic(signature, summary)
    case 'sms':
    case 'probe':
      return json(200, { code: 0, msg: 'Stored' }, kind === 'sms' ? 'Receipts of the SMS service' : 'A probe')
    case 'other':
      return text(400, summary)
    default:
      return kind satisfies never
  }
}

function answerTopic(signature: SignatureSummary | null, summary: string): Answer {
  const verdict = signature?.verdict ?? 'undecided'
  switch (verdict) {
    case 'valid':
      return { status: 204, body: '', contentType: null, reason: summary }
    case 'invalid':
      return text(403, summary)
    case 'undecided':
      return text(500, summary)
    default:
      return verdict satisfies never
  }
}

/** Nothing was stored, so nothing is acknowledged: the sender comes again. */
export const notStored = (kind: RequestClass['kind'], reason: string): Answer =>
  kind === 'sms' ? json(500, { code: 1, msg: 'Not stored' }, reason) : text(500, reason)

export const givenStatus = (status: number): Answer => ({
  ...text(status, `The endpoint is set to answer ${status}`),
  ...(status === 204 || status === 304 ? { body: '', contentType: null } : {}),
})

function text(status: number, reason: string): Answer {
  return { status, body: `${reason}\n`, contentType: 'text/plain;charset=utf-8', reason }
}

function json(status: number, value: object, reason: string): Answer {
  return { status, body: JSON.stringify(value), contentType: 'application/json;charset=utf-8', reason }
}
