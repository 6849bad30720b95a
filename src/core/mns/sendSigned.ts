import type { Dispatcher } from 'undici'
import type { Exchange } from '../../contract/account.ts'
import type { Instant } from '../../contract/brand.ts'
import type { Words } from '../../contract/words.ts'
import { parseHttpDate } from '../../protocol/canonical/httpDate.ts'
import type { HeaderList, HttpRequest } from '../../protocol/httpRequest.ts'
import { readErrorReply } from '../../protocol/xml/errorReply.ts'
import { dispatchRequest } from './dispatchRequest.ts'
import { describeFailure, type MnsFailure, type MnsResult } from './mnsResult.ts'
import { describeNetworkError } from './networkError.ts'
import type { Signer } from './signer.ts'

export type Reply = { status: number; body: string; requestId: string | null }

export type Connection = {
  /** Scheme, host and port. */
  endpoint: string
  dispatcher: Dispatcher
  signer: Signer
  now: () => number
  /** Told of every request, for people to look at; targets hold leases, never keys. */
  onExchange: (exchange: Exchange) => void
  /** Told of every request in full, its credentials included. */
  onWire?: (wire: WireExchange) => void
  /** The service's clock minus ours. */
  onClockSkew: (milliseconds: number) => void
}

/** A request and its answer as they stood on the wire. */
export type WireExchange = {
  at: number
  durationMs: number
  request: HttpRequest | null
  reply: { status: number; headers: HeaderList; body: string } | null
  problem: Words | null
}

export type SignedRequest = {
  method: string
  target: string
  headers?: HeaderList
  body: string | null
  waitSeconds?: number
  signal?: AbortSignal
}

const textHeaders = [['Content-Type', 'text/xml;charset=utf-8']] as const

/** One signed request, and once more where the credentials were refused and others can be had. */
export async function sendSigned(
  connection: Connection,
  request: SignedRequest,
  allow: readonly string[] = [],
): Promise<MnsResult<Reply>> {
  const result = await sendOnce(connection, request, allow)
  const refused = !result.ok && result.failure.kind === 'refused' && result.failure.status === 403
  return refused && connection.signer.renew() ? sendOnce(connection, request, allow) : result
}

async function sendOnce(
  connection: Connection,
  request: SignedRequest,
  allow: readonly string[],
): Promise<MnsResult<Reply>> {
  const at = connection.now()
  let sent: HttpRequest | null = null
  let answer: WireExchange['reply'] = null
  const ended = (
    result: MnsResult<Reply>,
    outcome: string,
    status: number | null,
    requestId: string | null,
  ) => {
    const { method, target } = request
    const durationMs = connection.now() - at
    connection.onExchange({ at: at as Instant, method, target, status, durationMs, requestId, outcome })
    const problem = answer === null && !result.ok ? describeFailure(result.failure) : null
    connection.onWire?.({ at, durationMs, request: sent, reply: answer, problem })
    return result
  }
  const fail = (
    failure: MnsFailure,
    outcome: string,
    status: number | null = null,
    id: string | null = null,
  ) => ended({ ok: false, failure }, outcome, status, id)

  try {
    const body = request.body === null ? new Uint8Array() : Buffer.from(request.body, 'utf8')
    const headers = [...(request.headers ?? []), ...(request.body === null ? [] : textHeaders)]
    const signed = await connection.signer.sign({ ...request, headers, body }, at)
    if (!signed.ok) return fail(signed.failure, 'no credentials')
    sent = { method: request.method, target: request.target, headers: [...headers, ...signed.value], body }
    const patience = (request.waitSeconds ?? 0) * 1000 + 5000
    const options: Dispatcher.DispatchOptions = {
      origin: connection.endpoint,
      method: request.method as Dispatcher.HttpMethod,
      path: request.target,
      headers: sent.headers.flat(),
      body: request.body === null ? null : body,
      // Undici would close the connection after a DELETE with a body.
      reset: false,
      headersTimeout: patience,
      bodyTimeout: patience,
    }
    const received = await dispatchRequest(connection.dispatcher, options, request.signal)
    const { status, text } = received
    if (connection.onWire !== undefined)
      answer = { status, headers: listHeaders(received.headers), body: text }
    const requestId = single(received.headers['x-mns-request-id'])
    noteSkew(connection, single(received.headers.date), at)
    const reply: MnsResult<Reply> = { ok: true, value: { status, body: text, requestId } }
    if (status < 400) return ended(reply, 'ok', status, requestId)
    const error = readErrorReply(text)
    if (!error.ok) {
      if (allow.includes('Errors')) return ended(reply, 'partly', status, requestId)
      const seen = JSON.stringify(text.slice(0, 80))
      const message = { en: `expected an MNS error, saw ${seen}`, zh: `应为 MNS 的错误应答，实际为 ${seen}` }
      return fail({ kind: 'unreadable', status, message, requestId }, 'unreadable', status, requestId)
    }
    const { code, message } = error.value
    if (allow.includes(code)) return ended(reply, code, status, requestId)
    const known = requestId ?? (error.value.requestId || null)
    return fail({ kind: 'refused', status, code, message, requestId: known }, code, status, known)
  } catch (error) {
    if (request.signal?.aborted === true) return fail({ kind: 'cancelled' }, 'cancelled')
    const trouble = describeNetworkError(error)
    return fail({ kind: 'unreachable', ...trouble }, trouble.code)
  }
}

const single = (value: string | string[] | undefined): string | null =>
  (Array.isArray(value) ? value[0] : value) ?? null

const listHeaders = (headers: Record<string, string | string[] | undefined>): HeaderList =>
  Object.entries(headers).flatMap(([name, value]) =>
    value === undefined ? [] : [value].flat().map(each => [name, each] as const),
  )

/** The Date header counts whole seconds and was written after our request left: only more than that is skew. */
function noteSkew(connection: Connection, date: string | null, sentAt: number): void {
  const service = date === null ? null : parseHttpDate(date)
  if (service === null) return
  const receivedAt = connection.now()
  const early = service - receivedAt
  const late = service + 1000 - sentAt
  connection.onClockSkew(early > 0 ? early : Math.min(late, 0))
}
