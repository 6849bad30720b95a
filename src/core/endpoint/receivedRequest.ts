import type { HttpRequest } from '../../protocol/httpRequest.ts'

/** A request as it stood on the wire, and what is known of its coming. */
export type ReceivedRequest = HttpRequest & {
  readonly headers: readonly [name: string, value: string][]
  readonly httpVersion: string
  readonly peer: string | null
  /** Milliseconds since 1970. */
  readonly receivedAt: number
  /** The body is longer than what is kept, or its sender stopped in the middle. */
  readonly truncated: boolean
}

export function requestLineOf({ method, target, httpVersion }: ReceivedRequest): string {
  return `${method} ${target} HTTP/${httpVersion}`
}
