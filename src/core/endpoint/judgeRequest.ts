import type { Instant } from '../../contract/brand.ts'
import type { SignatureSummary } from '../../contract/receipt.ts'
import { asIs, type Words } from '../../contract/words.ts'
import { headerValue } from '../../protocol/httpRequest.ts'
import { judgePush } from '../../protocol/verification/checkPush.ts'
import type { IncomingMessage } from '../store/incoming.ts'
import { classifyRequest, type RequestClass } from '../verification/classifyRequest.ts'
import type { Certificates } from '../verification/createCertificates.ts'
import { withTrouble } from '../verification/explainVerification.ts'
import { checkSignature, type SignedPush, summariseSignature } from '../verification/verifyPush.ts'
import { createSeen } from './createSeen.ts'
import { type ReceivedRequest, requestLineOf } from './receivedRequest.ts'

/** All that is known of a request before it is stored. */
export type JudgedRequest = {
  request: ReceivedRequest
  class: RequestClass
  messageId: string | null
  requestId: string | null
  signature: SignatureSummary | null
  /** What was found, in a sentence. */
  summary: Words
  replayed: boolean
}

const mostRemembered = 65_536
const longestId = 200

/** Tells what requests are, and checks those that are signed. */
export function createJudge(
  certificates: Certificates,
  isBusy: () => boolean,
  /** Of valid pushes that came before this start. */
  known: Iterable<string>,
) {
  const requestIds = createSeen(mostRemembered)
  for (const id of known) requestIds.add(id)

  return function judge(request: ReceivedRequest): JudgedRequest | Promise<JudgedRequest> {
    const kind = classifyRequest(request)
    const requestId = boundedId(headerValue(request.headers, 'x-mns-request-id'))
    if (kind.kind !== 'topic') {
      const unsigned = { messageId: null, signature: null, replayed: false }
      return { request, class: kind, requestId, ...unsigned, summary: describe(kind) }
    }
    const replayed = requestId !== null && requestIds.has(requestId)
    const body = request.truncated ? 'truncated' : 'complete'
    const conclude = ({ signed, found }: SignedPush): JudgedRequest => {
      const { address, certificate, trouble } = found
      const { verdict, summary } = judgePush(request, { address, certificate, body }, signed)
      // Only who can sign may use up a request id: a forger must not make genuine pushes look replayed.
      if (verdict === 'valid' && requestId !== null) requestIds.add(requestId)
      return {
        request,
        class: kind,
        messageId: boundedId(kind.notification?.messageId),
        requestId,
        signature: summariseSignature(verdict, found),
        summary: withTrouble(summary, trouble),
        replayed,
      }
    }
    const checked = checkSignature(request, certificates, isBusy())
    return checked instanceof Promise ? checked.then(conclude) : conclude(checked)
  }
}

const describe = (kind: RequestClass): Words => (kind.kind === 'other' ? kind.reason : asIs(''))

/** Ids are short; something longer is none, and would only fill the index. */
function boundedId(value: string | null | undefined): string | null {
  return value === null || value === undefined || value === '' || value.length > longestId ? null : value
}

/** The row that a request becomes; `answer` is asked when it is written. */
export function toIncoming(
  judged: JudgedRequest,
  answer: NonNullable<IncomingMessage['attempt']>['answer'],
): IncomingMessage {
  const { request, class: kind } = judged
  return {
    via: 'push',
    account: endpointAccount,
    source: pathOf(request.target),
    messageType: null,
    messageId: judged.messageId,
    requestId: judged.requestId,
    receivedAt: request.receivedAt as Instant,
    raw: request.body,
    headers: request.headers,
    requestLine: requestLineOf(request),
    signature: judged.signature,
    peeked: false,
    attempt: {
      peer: request.peer,
      truncated: request.truncated,
      replayed: judged.replayed,
      topicMessage: kind.kind === 'topic' ? (kind.notification?.message ?? null) : null,
      note: noteOf(kind),
      answer,
    },
  }
}

/** Bytes that are no HTTP request are a row all the same. */
export function brokenToIncoming(
  { bytes, reason, peer }: { bytes: Uint8Array; reason: Words; peer: string | null },
  at: number,
): IncomingMessage {
  return {
    via: 'push',
    account: endpointAccount,
    source: '',
    messageType: null,
    messageId: null,
    requestId: null,
    receivedAt: at as Instant,
    raw: bytes,
    headers: null,
    requestLine: null,
    signature: null,
    peeked: false,
    attempt: {
      peer,
      truncated: true,
      replayed: false,
      topicMessage: null,
      note: reason,
      answer: () => ({ status: 400, milliseconds: 0, reason }),
    },
  }
}

/** Pushes name no account of the user's. */
const endpointAccount = 'endpoint'

function noteOf(kind: RequestClass): Words | null {
  switch (kind.kind) {
    case 'topic':
      return kind.notification === null
        ? {
            en: 'Announced as a notification of MNS, but its body is none',
            zh: '声明为 MNS 通知，但正文不是',
          }
        : null
    case 'sms':
      return null
    case 'probe':
      return {
        en: 'A probe: somebody asked whether the endpoint answers',
        zh: '探测请求：有人询问端点是否应答',
      }
    case 'other':
      return kind.reason
    default:
      return kind satisfies never
  }
}

function pathOf(target: string): string {
  return (target.split('?', 1)[0] ?? '').slice(0, longestId)
}
