import type { Dispatcher } from 'undici'
import type { Exchange } from '../../contract/account.ts'
import type { Instant } from '../../contract/brand.ts'
import { parseHttpDate } from '../../protocol/canonical/httpDate.ts'
import type { HttpRequest } from '../../protocol/httpRequest.ts'
import type { Credentials } from '../../protocol/requestSignature/credentials.ts'
import { signMnsV2 } from '../../protocol/requestSignature/mnsV2.ts'
import { readErrorReply } from '../../protocol/xml/errorReply.ts'
import type { MnsFailure, MnsResult } from './mnsResult.ts'

export type Reply = { status: number; body: string; requestId: string | null }

export type Connection = {
  /** Scheme, host and port. */
  endpoint: string
  dispatcher: Dispatcher
  credentials: () => Credentials | Promise<Credentials>
  now: () => number
  /** Told of every request, for people to look at; targets hold leases, never keys. */
  onExchange: (exchange: Exchange) => void
  /** The service's clock minus ours. */
  onClockSkew: (milliseconds: number) => void
}

const textHeaders = [['Content-Type', 'text/xml;charset=utf-8']] as const

/** One signed request. `allow` names error codes that are answers like any other. */
export async function sendSigned(
  connection: Connection,
  request: {
    method: string
    target: string
    body: string | null
    waitSeconds?: number
    signal?: AbortSignal
  },
  allow: readonly string[] = [],
): Promise<MnsResult<Reply>> {
  const { now } = connection
  const at = now()
  const done = (outcome: string, status: number | null, requestId: string | null) =>
    connection.onExchange({
      at: at as Instant,
      method: request.method,
      target: request.target,
      status,
      durationMs: now() - at,
      requestId,
      outcome,
    })
  const fail = (failure: MnsFailure, outcome: string, status: number | null, requestId: string | null) => {
    done(outcome, status, requestId)
    return { ok: false, failure } as const
  }
  try {
    const credentials = await connection.credentials()
    const body = request.body === null ? new Uint8Array() : Buffer.from(request.body, 'utf8')
    const unsigned: HttpRequest = {
      method: request.method,
      target: request.target,
      headers: request.body === null ? [] : textHeaders,
      body,
    }
    const headers = [...unsigned.headers, ...signMnsV2(unsigned, credentials, at)].flat()
    const patience = (request.waitSeconds ?? 0) * 1000 + 5000
    const response = await connection.dispatcher.request({
      origin: connection.endpoint,
      method: request.method as Dispatcher.HttpMethod,
      path: request.target,
      headers,
      body: request.body === null ? null : body,
      headersTimeout: patience,
      bodyTimeout: patience,
      ...(request.signal === undefined ? {} : { signal: request.signal }),
    })
    const text = await response.body.text()
    const status = response.statusCode
    const requestId = single(response.headers['x-mns-request-id'])
    noteSkew(connection, single(response.headers.date), at)
    if (status < 400) {
      done('ok', status, requestId)
      return { ok: true, value: { status, body: text, requestId } }
    }
    const error = readErrorReply(text)
    if (error.ok) {
      const { code, message } = error.value
      if (allow.includes(code)) {
        done(code, status, requestId)
        return { ok: true, value: { status, body: text, requestId } }
      }
      const known = requestId ?? (error.value.requestId || null)
      return fail({ kind: 'refused', status, code, message, requestId: known }, code, status, known)
    }
    if (allow.includes('Errors')) {
      done('partly', status, requestId)
      return { ok: true, value: { status, body: text, requestId } }
    }
    const message = `expected an MNS error, saw ${JSON.stringify(text.slice(0, 80))}`
    return fail({ kind: 'unreadable', status, message, requestId }, 'unreadable', status, requestId)
  } catch (error) {
    if (request.signal?.aborted === true) return fail({ kind: 'cancelled' }, 'cancelled', null, null)
    const { code, message } = describeNetworkError(error)
    return fail({ kind: 'unreachable', code, message }, code, null, null)
  }
}

const single = (value: string | string[] | undefined): string | null =>
  (Array.isArray(value) ? value[0] : value) ?? null

/** The Date header counts whole seconds and was written after our request left: only more than that is skew. */
function noteSkew(connection: Connection, date: string | null, sentAt: number): void {
  const service = date === null ? null : parseHttpDate(date)
  if (service === null) return
  const receivedAt = connection.now()
  const early = service - receivedAt
  const late = service + 1000 - sentAt
  connection.onClockSkew(early > 0 ? early : Math.min(late, 0))
}

function describeNetworkError(error: unknown): { code: string; message: string } {
  if (!(error instanceof Error)) return { code: 'unknown', message: String(error) }
  const cause = error.cause instanceof Error ? error.cause : error
  const code = 'code' in cause ? String(cause.code) : cause.name
  return { code, message: cause.message }
}
