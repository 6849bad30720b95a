import type { Instant } from '../../contract/brand.ts'
import type { HttpExchange } from '../../contract/queues.ts'
import { explainSignature } from '../../protocol/explainSignature.ts'
import type { HttpRequest } from '../../protocol/httpRequest.ts'
import type { SignedRequest, WireExchange } from './sendSigned.ts'

/** Stands where something secret was. */
const hidden = '••••••'

/** An exchange as a window may see it: with the key's name, without its signature and without any token. */
export function describeWire(wire: WireExchange, asked: SignedRequest): HttpExchange {
  const { request, reply } = wire
  return {
    at: wire.at as Instant,
    durationMs: wire.durationMs,
    method: asked.method,
    target: asked.target,
    requestHeaders: (request?.headers ?? []).map(([name, value]) => [name, withoutSecret(name, value)]),
    requestBody: asked.body,
    stringToSign: request === null ? null : stringToSignOf(request),
    status: reply?.status ?? null,
    replyHeaders: reply?.headers ?? [],
    replyBody: reply?.body ?? null,
    problem: wire.problem,
  }
}

function withoutSecret(name: string, value: string): string {
  switch (name.toLowerCase()) {
    case 'authorization':
      return value.replace(/(Signature=|:)[^:=]+=*$/, `$1${hidden}`)
    case 'security-token':
      return hidden
    default:
      return value
  }
}

function stringToSignOf(request: HttpRequest): string | null {
  const explanation = explainSignature(request)
  return explanation.kind === 'request' ? explanation.stringToSign : null
}
