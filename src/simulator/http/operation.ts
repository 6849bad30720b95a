import type { HttpRequest } from '../../protocol/httpRequest.ts'
import type { Query } from './query.ts'

/** One request, read to its end, as an operation sees it. */
export type Call = HttpRequest & {
  /** 24 hexadecimal digits; the server puts it into the answer's headers. */
  readonly requestId: string
  /** The target's path as it was sent, still percent-encoded; an absolute form's origin is cut off. */
  readonly path: string
  readonly query: Query
  /** The first value under a header's name, whatever its case. */
  header(name: string): string | undefined
  /** The client's address. */
  readonly peer: string
  /** Aborts when the client goes away before its answer. */
  readonly gone: AbortSignal
}

/** An answer as bytes. The server adds Date, Content-Length, Server and the request id's header. */
export type Reply = {
  readonly status: number
  readonly headers?: readonly (readonly [name: string, value: string])[]
  readonly body?: string | Uint8Array
}

/** An answer that the MNS API's error table knows: the face that was called writes it in its own words and XML. */
export type Refusal = {
  readonly error: string
  /** Where the table's own message has blanks or doesn't fit. */
  readonly message?: string
  /** Where the table's own status doesn't fit. */
  readonly status?: number
}

/** What a signed MNS request knows beyond the bare call. */
export type SignedCall = Call & {
  /** The access key id whose signature was accepted. */
  readonly caller: string
  /** What stands at the path pattern's names, decoded. */
  readonly parameters: Readonly<Record<string, string>>
}

/** One operation of the MNS API, found by method and path and run once the signature is accepted. */
export type Operation = {
  /** As the API document names it (`SendMessage`); faults and the trace go by it. */
  readonly name: string
  readonly method: 'GET' | 'PUT' | 'POST' | 'DELETE'
  /** `/topics/:topic/messages`: a name stands for one non-empty path segment. */
  readonly path: string
  /** Tells apart operations of one method and path; the first that fits is run. */
  readonly fits?: (call: Call) => boolean
  readonly handle: (call: SignedCall) => Reply | Refusal | Promise<Reply | Refusal>
}

/**
 * A part of the server that answers its own requests in its own format: the SMS API, the certificate, the
 * control API. Faces are asked in order; the MNS API takes what nobody claims.
 */
export type Face = {
  readonly name: string
  /** No fault falls on its answers: whoever undoes faults must be heard. */
  readonly immune?: boolean
  /** The operation's name for faults and the trace, or null where the call is none of this face's. */
  claims(call: Call): string | null
  handle(call: Call, operation: string): Reply | Promise<Reply>
  /** A fault or a body over the limit, in the face's own format; without it the bare status is answered. */
  fail?(call: Call, code: string): Reply
}

export function refuse(error: string, message?: string): Refusal {
  return message === undefined ? { error } : { error, message }
}
