import type { SignatureSummary } from '../../contract/receipt.ts'
import { type HttpRequest, headerValue } from '../../protocol/httpRequest.ts'
import type { Notification } from '../../protocol/notification/notification.ts'
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

/** Finds the certificate that a push names and checks the push against it; at once where nothing has to be fetched. */
export function verifyPush(
  request: HttpRequest,
  circumstances: PushCircumstances,
  certificates: Pick<Certificates, 'find' | 'findNewer'>,
): VerifiedPush | Promise<VerifiedPush> {
  const found = certificates.find(headerValue(request.headers, 'x-mns-signing-cert-url'))
  return found instanceof Promise
    ? found.then(fetched => judge(request, circumstances, certificates, fetched))
    : judge(request, circumstances, certificates, found)
}

function judge(
  request: HttpRequest,
  circumstances: PushCircumstances,
  certificates: Pick<Certificates, 'findNewer'>,
  found: FoundCertificate,
): VerifiedPush | Promise<VerifiedPush> {
  const verified = check(request, circumstances, found)
  const fits = verified.report.checks.some(({ code, outcome }) => code === 'signature' && outcome === 'pass')
  if (fits || found.certificate === null || found.source === 'file') return verified
  return certificates.findNewer(found).then(newer => {
    return newer === null ? verified : check(request, circumstances, newer)
  })
}

function check(
  request: HttpRequest,
  circumstances: PushCircumstances,
  found: FoundCertificate,
): VerifiedPush {
  const { address, certificate } = found
  return { report: checkPush(request, { ...circumstances, address, certificate }), found }
}

export function summariseSignature({ report, found }: VerifiedPush): SignatureSummary {
  const { address } = found
  const certificateTrust =
    address.outcome === 'trusted' ? 'trusted' : address.reason === 'absent' ? 'unknown' : 'untrusted'
  return { verdict: report.verdict, certificateTrust }
}
