import type { Verification } from '../../contract/push.ts'
import type { HttpRequest } from '../../protocol/httpRequest.ts'

/** `milliseconds`: how long an explanation was looked for, without what had to be fetched for it. */
export type Verified = { request: HttpRequest; verification: Verification; milliseconds: number }

export function whileTimed(request: HttpRequest, explain: () => Verification): Verified {
  const started = performance.now()
  const verification = explain()
  return { request, verification, milliseconds: performance.now() - started }
}
