import { describeContentMd5 } from '../../protocol/push/contentMd5.ts'
import { verifyRequest } from '../../protocol/requestSignature/verifyRequest.ts'
import type { KeyRing } from '../auth/keyRing.ts'
import type { WireDialect } from './dialect.ts'
import { type Call, type Refusal, refuse } from './operation.ts'

export type Caller = {
  readonly accessKeyId: string
  /** True where the key came with a token. */
  readonly temporary: boolean
  /** The only queue it may use; null where that is not limited. */
  readonly queue: string | null
}

/** Sources leave the code open; clients take any 403 as a reason to ask for a new token. */
export const expiredToken = refuse('AccessDenied', 'The security token you provided is expired.')

/** Who called, or why that can't be accepted, in the order of the service's own checks. */
export function authenticate(call: Call, dialect: WireDialect, keys: KeyRing, now: number): Caller | Refusal {
  const verdict = verifyRequest(call, { secretOf: keys.secretOf, now })
  switch (verdict.outcome) {
    case 'valid':
      break
    case 'missing-authorization':
      return refuse('MissingAuthorizationHeader')
    case 'malformed-authorization':
    case 'foreign-scheme':
      return refuse('InvalidAuthorizationHeader')
    case 'missing-date':
      return refuse('MissingDateHeader')
    case 'malformed-date':
      return refuse('InvalidDateHeader')
    case 'stale-date':
      return refuse('TimeExpired')
    case 'unknown-key':
      return refuse('InvalidAccessKeyId')
    case 'wrong-signature':
      return refuse('SignatureDoesNotMatch')
    case 'wrong-body-digest':
      return refuse('InvalidDigest')
    default:
      return verdict satisfies never
  }
  if (verdict.scheme === 'rpc-v1' || verdict.scheme === 'acs3') return refuse('InvalidAuthorizationHeader')
  const judgement = keys.judge(verdict.accessKeyId, verdict.securityToken, now)
  if (judgement.outcome === 'expired') return expiredToken
  if (judgement.outcome === 'wrong-token') {
    return refuse('AccessDenied', 'The security token you provided does not belong to the access key.')
  }
  const version = `${dialect.signature.prefix}version`
  if (call.header(version) === undefined) {
    return refuse('MissingVersionHeader', `The ${version} header is required.`)
  }
  if (describeContentMd5(call.header('content-md5'), call.body).outcome === 'mismatch') {
    return refuse('InvalidDigest')
  }
  return { accessKeyId: verdict.accessKeyId, temporary: judgement.temporary, queue: judgement.queue }
}
