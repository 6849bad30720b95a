import type { SignatureSummary } from '../../contract/receipt.ts'
import { type HttpRequest, headerValue } from '../../protocol/httpRequest.ts'
import type { Notification } from '../../protocol/notification/notification.ts'
import { pushStringToSign } from '../../protocol/push/pushStringToSign.ts'
import { type PushSignatureVerdict, verifyPushTextAside } from '../../protocol/push/verifyPushSignature.ts'
import type { BodyState } from '../../protocol/verification/checkBody.ts'
import { checkPush, type PushReport } from '../../protocol/verification/checkPush.ts'
import type { Certificates, FoundCertificate } from './createCertificates.ts'

export type PushCircumstances = {
  notification: Notification | null
  body: BodyState
  receivedAt: number | null
  checkedAt?: number
  seenBefore: boolean
}

export type VerifiedPush = { report: PushReport; found: FoundCertificate }

/**
 * Finds the certificate that a push names and checks the push against it; at once where nothing has to be fetched. `aside`
 * leaves the arithmetic to other threads: worth it where many pushes come at once.
 */
export function verifyPush(
  request: HttpRequest,
  circumstances: PushCircumstances,
  certificates: Pick<Certificates, 'find' | 'findNewer'>,
  aside = false,
): VerifiedPush | Promise<VerifiedPush> {
  const found = certificates.find(headerValue(request.headers, 'x-mns-signing-cert-url'))
  return found instanceof Promise
    ? found.then(fetched => judge(request, circumstances, certificates, fetched, aside))
    : judge(request, circumstances, certificates, found, aside)
}

function judge(
  request: HttpRequest,
  circumstances: PushCircumstances,
  certificates: Pick<Certificates, 'findNewer'>,
  found: FoundCertificate,
  aside: boolean,
): VerifiedPush | Promise<VerifiedPush> {
  const { certificate } = found
  if (!aside || certificate === null) {
    return settle(request, circumstances, certificates, check(request, circumstances, found))
  }
  const authorization = headerValue(request.headers, 'authorization') ?? null
  return verifyPushTextAside(authorization, pushStringToSign(request), certificate.key).then(signature =>
    settle(request, circumstances, certificates, check(request, circumstances, found, signature)),
  )
}

/** A signature that fails may be that of a newer certificate at the same address. */
function settle(
  request: HttpRequest,
  circumstances: PushCircumstances,
  certificates: Pick<Certificates, 'findNewer'>,
  verified: VerifiedPush,
): VerifiedPush | Promise<VerifiedPush> {
  const { found } = verified
  const fits = verified.report.checks.some(({ code, outcome }) => code === 'signature' && outcome === 'pass')
  if (fits || found.certificate === null || found.source === 'file') return verified
  if (found.source === 'built-in' && verified.report.signedDigest === null) {
    const trouble =
      'The built-in copy of the published key did not make this signature, and a newer certificate is not fetched offline'
    return check(request, circumstances, { ...found, certificate: null, source: null, trouble })
  }
  return certificates.findNewer(found).then(newer => {
    return newer === null ? verified : check(request, circumstances, newer)
  })
}

function check(
  request: HttpRequest,
  circumstances: PushCircumstances,
  found: FoundCertificate,
  signature?: PushSignatureVerdict,
): VerifiedPush {
  const { address, certificate } = found
  const all = { ...circumstances, address, certificate, ...(signature === undefined ? {} : { signature }) }
  return { report: checkPush(request, all), found }
}

export function summariseSignature({ report, found }: VerifiedPush): SignatureSummary {
  const { address } = found
  const certificateTrust =
    address.outcome === 'trusted' ? 'trusted' : address.reason === 'absent' ? 'unknown' : 'untrusted'
  return { verdict: report.verdict, certificateTrust }
}
