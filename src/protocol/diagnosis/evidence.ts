import type { HttpRequest } from '../httpRequest.ts'

/** A request whose signature fails, and everything known that it may once have looked like. */
export type Evidence = {
  readonly request: HttpRequest
  /** Path and query of the endpoint as it is registered, before any proxy. */
  readonly registeredTarget: string | null
  /** Other deliveries of the same message, from which values may have been mixed up or may be taken back. */
  readonly otherAttempts: readonly HttpRequest[]
  /** Addresses of signing certificates that are in use here, beside the published ones. */
  readonly certificateUrls: readonly string[]
  /** Milliseconds since 1970 when the request came in; null where nobody noted it. */
  readonly receivedAt: number | null
}

export function evidenceOf(request: HttpRequest, known: Partial<Omit<Evidence, 'request'>> = {}): Evidence {
  return {
    request,
    registeredTarget: null,
    otherAttempts: [],
    certificateUrls: [],
    receivedAt: null,
    ...known,
  }
}
