import type { SignatureSummary } from '../../contract/receipt.ts'
import type { Words } from '../../contract/words.ts'
import type { RequestClass } from '../verification/classifyRequest.ts'

export type Answer = {
  readonly status: number
  readonly body: string
  readonly contentType: string | null
  /** Why it is this one, for people. */
  readonly reason: Words
}

/** What the senders want to hear: MNS a status, the SMS platform 200 and a number called `code`. */
export function chooseAnswer(
  { kind }: RequestClass,
  signature: SignatureSummary | null,
  summary: Words,
): Answer {
  switch (kind) {
    case 'topic':
      return answerTopic(signature, summary)
    case 'sms':
    case 'probe':
      return json(200, { code: 0, msg: 'Stored' }, kind === 'sms' ? smsReceipts : probe)
    case 'other':
      return text(400, summary)
    default:
      return kind satisfies never
  }
}

const smsReceipts: Words = { en: 'Receipts of the SMS service', zh: '短信服务的回执' }
const probe: Words = { en: 'A probe', zh: '探测请求' }

function answerTopic(signature: SignatureSummary | null, summary: Words): Answer {
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
export const notStored = (kind: RequestClass['kind'], reason: Words): Answer =>
  kind === 'sms' ? json(500, { code: 1, msg: 'Not stored' }, reason) : text(500, reason)

export const givenStatus = (status: number): Answer => ({
  ...text(status, { en: `The endpoint is set to answer ${status}`, zh: `端点设置为应答 ${status}` }),
  ...(status === 204 || status === 304 ? { body: '', contentType: null } : {}),
})

function text(status: number, reason: Words): Answer {
  return { status, body: `${reason.en}\n`, contentType: 'text/plain;charset=utf-8', reason }
}

function json(status: number, value: object, reason: Words): Answer {
  return { status, body: JSON.stringify(value), contentType: 'application/json;charset=utf-8', reason }
}
