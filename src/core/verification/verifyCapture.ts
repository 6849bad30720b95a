import type { Verification } from '../../contract/push.ts'
import { compareOwnString, type OwnStringFinding } from '../../protocol/diagnosis/compareOwnString.ts'
import { diagnoseRequest } from '../../protocol/diagnosis/diagnoseRequest.ts'
import { type Evidence, evidenceOf } from '../../protocol/diagnosis/evidence.ts'
import { type HttpRequest, headerValue } from '../../protocol/httpRequest.ts'
import { readCertificate } from '../../protocol/push/certificate.ts'
import { classifyCertificateUrl } from '../../protocol/push/certificateUrl.ts'
import { recogniseScheme } from '../../protocol/recogniseScheme.ts'
import { checkRequest } from '../../protocol/verification/checkRequest.ts'
import { classifyRequest } from '../endpoint/classifyRequest.ts'
import { createCertificates, type FoundCertificate } from './createCertificates.ts'
import { describeDiagnosis, explainPushVerification, toExplained } from './explainVerification.ts'
import { type CaptureReading, readCapture } from './readCapture.ts'
import { verifyPush } from './verifyPush.ts'

export type VerifyOptions = {
  /** PEM or DER, instead of what the push names. */
  certificate: Uint8Array | null
  trustedHosts: readonly string[]
  /** Of the AccessKey id that the request names. */
  secret: string | null
  ownString: Uint8Array | null
  registeredUrl: string | null
  offline: boolean
  /** Where certificates are kept; null for nowhere. */
  certificateDirectory: string | null
  now: () => number
}

export type CaptureVerification =
  | { outcome: 'verified'; verification: Verification; ownString: OwnStringFinding | null }
  | { outcome: 'unusable'; reason: string }

/** Checks one captured request of any scheme, with whatever is at hand. */
export async function verifyCapture(bytes: Uint8Array, options: VerifyOptions): Promise<CaptureVerification> {
  const capture = readCapture(bytes)
  if (capture.outcome === 'unusable') return capture
  const registeredTarget = options.registeredUrl === null ? null : targetOf(options.registeredUrl)
  if (registeredTarget === undefined) {
    return { outcome: 'unusable', reason: 'The registered URL can’t be read as an address' }
  }
  const { request, receivedAt } = capture
  const evidence = evidenceOf(request, { registeredTarget, receivedAt })
  const verification = isPush(request)
    ? await verifyAsPush(capture, evidence, options)
    : verifyAsRequest(request, evidence, options)
  if ('reason' in verification) return verification
  const ownString = options.ownString === null ? null : compareOwnString(evidence, options.ownString)
  return { outcome: 'verified', verification, ownString }
}

function isPush(request: HttpRequest): boolean {
  const scheme = recogniseScheme(request)
  if (scheme.kind === 'known') return scheme.scheme === 'mns-push-rsa-sha1'
  return scheme.kind === 'unsigned' && classifyRequest(request).kind === 'topic'
}

async function verifyAsPush(
  { request, receivedAt }: Extract<CaptureReading, { outcome: 'request' }>,
  evidence: Evidence,
  options: VerifyOptions,
): Promise<Verification | Extract<CaptureVerification, { outcome: 'unusable' }>> {
  const kind = classifyRequest(request)
  const circumstances = {
    notification: kind.kind === 'topic' ? kind.notification : null,
    body: 'perhaps-omitted',
    receivedAt,
    checkedAt: options.now(),
    seenBefore: false,
  } as const
  const certificates = createCertificates({
    directory: options.certificateDirectory,
    trustedHosts: () => options.trustedHosts,
    now: options.now,
    offline: options.offline,
  })
  if (options.certificate === null) {
    const verified = await verifyPush(request, circumstances, certificates)
    return explainPushVerification(verified, evidence, [], options.now())
  }
  const reading = readCertificate(options.certificate)
  if (reading.outcome === 'unreadable') {
    return { outcome: 'unusable', reason: `The certificate can’t be used: ${reading.reason}` }
  }
  const found: FoundCertificate = {
    address: classifyCertificateUrl(
      headerValue(request.headers, 'x-mns-signing-cert-url'),
      options.trustedHosts,
    ),
    certificate: reading.certificate,
    source: 'file',
    trouble: null,
  }
  const given = { find: () => found, findNewer: () => Promise.resolve(null) }
  return explainPushVerification(await verifyPush(request, circumstances, given), evidence, [], options.now())
}

function verifyAsRequest(request: HttpRequest, evidence: Evidence, options: VerifyOptions): Verification {
  const { secret } = options
  const report = checkRequest(request, {
    secretOf: () => secret,
    body: 'perhaps-omitted',
    receivedAt: evidence.receivedAt,
  })
  const failed = report.checks.some(({ code, outcome }) => code === 'signature' && outcome === 'fail')
  const diagnosis =
    failed && secret !== null && report.accessKeyId !== null
      ? diagnoseRequest(evidence, [{ accessKeyId: report.accessKeyId, accessKeySecret: secret }])
      : null
  return {
    kind: 'request',
    scheme: report.scheme,
    verdict: report.verdict,
    summary: report.summary,
    stringToSign: report.stringToSign ?? '',
    signedDigest: null,
    certificate: null,
    checks: [...report.checks, ...describeDiagnosis(diagnosis)],
    diagnosis: diagnosis?.outcome === 'explained' ? [toExplained(diagnosis)] : [],
  }
}

/** Path and query of an address, or of a path alone; undefined for anything else. */
function targetOf(url: string): string | undefined {
  if (url.startsWith('/')) return url
  if (!URL.canParse(url)) return undefined
  return url.slice(url.indexOf('://') + 3).replace(/^[^/?]*/, '') || '/'
}
