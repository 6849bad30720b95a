import type { HttpRequest } from '../../protocol/httpRequest.ts'
import { verifyAcs3 } from '../../protocol/requestSignature/acs3.ts'
import type { RequestVerdict } from '../../protocol/requestSignature/requestVerdict.ts'
import { verifyRpcV1 } from '../../protocol/requestSignature/rpcV1.ts'
import type { KeyRing } from '../auth/keyRing.ts'
import type { SmsCall } from './smsCall.ts'
import { refuseRequest, type SmsRefusal } from './smsRefusal.ts'

const nonceLife = 900_000
const rememberedNonces = 200_000

/** Checks who calls the SMS API, as its gateway does: the right signature, in time, and a nonce used once. */
export class SmsAuthentication {
  readonly #keys: KeyRing
  readonly #wallNow: () => number
  readonly #nonces = new Map<string, number>()

  constructor(keys: KeyRing, wallNow: () => number) {
    this.#keys = keys
    this.#wallNow = wallNow
  }

  /** Null where the call may pass. */
  check(request: HttpRequest, call: SmsCall): SmsRefusal | null {
    const now = this.#wallNow()
    const options = { secretOf: (id: string) => this.#keys.secretOf(id), now }
    const verdict = call.scheme === 'acs3' ? verifyAcs3(request, options) : verifyRpcV1(request, options)
    if (verdict.outcome !== 'valid') return explainVerdict(verdict)
    const judgement = this.#keys.judge(verdict.accessKeyId, verdict.securityToken, now)
    if (judgement.outcome !== 'good')
      return refuseRequest(
        'InvalidSecurityToken.Expired',
        'Specified SecurityToken is expired or wrong.',
        403,
      )
    if (judgement.queue !== null)
      return refuseRequest('Forbidden.RAM', 'These temporary credentials are for one queue alone.', 403)
    return this.#spendNonce(verdict.accessKeyId, call.nonce, now)
  }

  #spendNonce(accessKeyId: string, nonce: string | null, now: number): SmsRefusal | null {
    if (nonce === null)
      return refuseRequest('MissingSignatureNonce', 'SignatureNonce is mandatory for this action.')
    for (const [key, endsAt] of this.#nonces) {
      if (endsAt > now && this.#nonces.size <= rememberedNonces) break
      this.#nonces.delete(key)
    }
    const key = `${accessKeyId} ${nonce}`
    if (this.#nonces.has(key))
      return refuseRequest('SignatureNonceUsed', 'Specified signature nonce was used already.')
    this.#nonces.set(key, now + nonceLife)
    return null
  }
}

function explainVerdict(verdict: Exclude<RequestVerdict, { outcome: 'valid' }>): SmsRefusal {
  switch (verdict.outcome) {
    case 'missing-authorization':
      return refuseRequest(
        'MissingAccessKeyId',
        `AccessKeyId is mandatory for this action: ${verdict.expected}.`,
      )
    case 'malformed-authorization':
      return refuseRequest(
        'IncompleteSignature',
        `The request signature is not as expected: ${verdict.expected}.`,
      )
    case 'foreign-scheme':
      return refuseRequest(
        'IncompleteSignature',
        `Signatures of the kind ${verdict.name} are not taken here.`,
      )
    case 'missing-date':
      return refuseRequest('MissingTimestamp', `Timestamp is mandatory for this action: ${verdict.expected}.`)
    case 'malformed-date':
      return refuseRequest(
        'InvalidTimeStamp.Format',
        `Specified time stamp or date value is not well formatted; expected ${verdict.expected}.`,
      )
    case 'stale-date':
      return refuseRequest('InvalidTimeStamp.Expired', 'Specified time stamp or date value is expired.')
    case 'unknown-key':
      return refuseRequest('InvalidAccessKeyId.NotFound', 'Specified access key is not found.', 404)
    case 'wrong-signature':
      return refuseRequest(
        'SignatureDoesNotMatch',
        `Specified signature is not matched with our calculation. server string to sign is:${verdict.stringToSign}`,
      )
    case 'wrong-body-digest':
      return refuseRequest('SignatureDoesNotMatch', 'The body is not the one whose digest was signed.')
    default:
      return verdict satisfies never
  }
}
