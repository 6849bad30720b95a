import type { HttpExchange, Operated } from '../../contract/queues.ts'
import { explainXmlProblem, type Read } from '../../protocol/xml/xmlProblem.ts'
import { describeWire } from './describeWire.ts'
import { describeFailure, type MnsFailure, type MnsResult, sayRefusal } from './mnsResult.ts'
import { type Connection, type Reply, type SignedRequest, sendSigned } from './sendSigned.ts'

export type Operator = ReturnType<typeof createOperator>

type Place = Pick<Connection, 'endpoint' | 'dispatcher' | 'signer' | 'now'>

/** Asks an account for one operation at a time and keeps the requests that it took. */
export function createOperator(place: Place, signal: AbortSignal) {
  const exchanges: HttpExchange[] = []
  const nothing = () => {}

  const ask = (request: SignedRequest, allow: readonly string[] = []): Promise<MnsResult<Reply>> =>
    sendSigned(
      {
        ...place,
        onExchange: nothing,
        onClockSkew: nothing,
        onWire: wire => exchanges.push(describeWire(wire, request)),
      },
      { ...request, signal },
      allow,
    )

  return {
    ask,

    /** An operation whose answer says nothing but that it was done. */
    async order(request: SignedRequest): Promise<MnsResult<null>> {
      const result = await ask(request)
      return result.ok ? { ok: true, value: null } : result
    },

    async read<T>(request: SignedRequest, parse: (body: string) => Read<T>): Promise<MnsResult<T>> {
      const result = await ask(request)
      return result.ok ? parseReply(result.value, parse) : result
    },

    /** What the window is told of a result. */
    answer<T>(result: MnsResult<T>): Operated<T> {
      return result.ok
        ? { ok: true, value: result.value, exchanges }
        : { ok: false, failure: toFailure(result.failure), exchanges }
    },
  }
}

export function parseReply<T>(
  { status, body, requestId }: Reply,
  parse: (body: string) => Read<T>,
): MnsResult<T> {
  const parsed = parse(body)
  if (parsed.ok) return { ok: true, value: parsed.value }
  const message = explainXmlProblem(parsed.problem)
  return { ok: false, failure: { kind: 'unreadable', status, message, requestId } }
}

function toFailure(failure: MnsFailure): Extract<Operated<never>, { ok: false }>['failure'] {
  switch (failure.kind) {
    case 'refused': {
      const { status, code, requestId } = failure
      return { status, code, message: sayRefusal(failure), requestId }
    }
    case 'unreadable':
      return {
        status: failure.status,
        code: 'unreadable',
        message: describeFailure(failure),
        requestId: failure.requestId,
      }
    case 'unreachable':
      return { status: null, code: failure.code, message: failure.message, requestId: null }
    case 'cancelled':
      return { status: null, code: 'cancelled', message: describeFailure(failure), requestId: null }
    default:
      return failure satisfies never
  }
}
