/** Why a request of ours brought nothing. Errors of the service are values: most of them are expected. */
export type MnsFailure =
  /** The service answered with an error of its own. */
  | { kind: 'refused'; status: number; code: string; message: string; requestId: string | null }
  /** Something answered, but not as this service does. */
  | { kind: 'unreadable'; status: number; message: string; requestId: string | null }
  /** Nothing answered: name, connection, TLS or time. */
  | { kind: 'unreachable'; code: string; message: string }
  /** We no longer wanted it. */
  | { kind: 'cancelled' }

export type MnsResult<T> = { ok: true; value: T } | { ok: false; failure: MnsFailure }

export function describeFailure(failure: MnsFailure): string {
  switch (failure.kind) {
    case 'refused':
      return `${failure.status} ${failure.code}: ${failure.message}`
    case 'unreadable':
      return `${failure.status}: the answer could not be read (${failure.message})`
    case 'unreachable':
      return `No answer (${failure.code}): ${failure.message}`
    case 'cancelled':
      return 'Cancelled'
    default:
      return failure satisfies never
  }
}
