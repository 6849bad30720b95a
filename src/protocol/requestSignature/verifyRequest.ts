import type { HttpRequest } from '../httpRequest.ts'
import { recogniseScheme } from '../recogniseScheme.ts'
import { verifyAcs3 } from './acs3.ts'
import { mqsDialect } from './mnsDialect.ts'
import { verifyMnsV2 } from './mnsV2.ts'
import { verifyMnsV4 } from './mnsV4.ts'
import type { RequestVerdict, VerifyOptions } from './requestVerdict.ts'
import { verifyRpcV1 } from './rpcV1.ts'

/** Checks a request by whichever of the five schemes it was signed with. */
export function verifyRequest(request: HttpRequest, options: VerifyOptions): RequestVerdict {
  const recognised = recogniseScheme(request)
  if (recognised.kind === 'foreign') return { outcome: 'foreign-scheme', name: recognised.name }
  if (recognised.kind === 'unsigned') return verifyMnsV2(request, options)
  switch (recognised.scheme) {
    /** A lone signature without a scheme word: as a request it is a malformed one. */
    case 'mns-push-rsa-sha1':
    case 'mns-v2-hmac-sha1':
      return verifyMnsV2(request, options)
    case 'mqs-v2':
      return verifyMnsV2(request, options, mqsDialect)
    case 'mns-v4-hmac-sha256':
      return verifyMnsV4(request, options)
    case 'rpc-v1':
      return verifyRpcV1(request, options)
    case 'acs3':
      return verifyAcs3(request, options)
    default:
      return recognised.scheme satisfies never
  }
}
