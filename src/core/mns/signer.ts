import type { Instant } from '../../contract/brand.ts'
import type { HeaderList, HttpRequest } from '../../protocol/httpRequest.ts'
import type { MnsResult } from './mnsResult.ts'

/** Signs an account's requests, whatever it signs with. */
export type Signer = {
  sign(request: HttpRequest, at: number): Promise<MnsResult<HeaderList>>
  /** The service refused the credentials: true where trying once more makes sense. */
  renew(): boolean
  /** When the credentials end; null where they don't, or none were fetched yet. */
  until(): Instant | null
}
