import type { Verification } from '../../contract/push.ts'
import type { Words } from '../../contract/words.ts'
import { compareOwnString, type OwnStringFinding } from '../../protocol/diagnosis/compareOwnString.ts'
import { diagnoseRequest } from '../../protocol/diagnosis/diagnoseRequest.ts'
import type { RequestDiagnosis } from '../../protocol/diagnosis/diagnosis.ts'
import { type Evidence, evidenceOf } from '../../protocol/diagnosis/evidence.ts'
import { isNearlySame } from '../../protocol/diagnosis/isNearlySame.ts'
import { type HttpRequest, headerValue } from '../../protocol/httpRequest.ts'
import { readCertificate } from '../../protocol/push/certificate.ts'
import { recogniseScheme } from '../../protocol/recogniseScheme.ts'
import type { Credentials } from '../../protocol/requestSignature/credentials.ts'
import { checkRequest } from '../../protocol/verification/checkRequest.ts'
import { createOutbound } from '../outbound/createOutbound.ts'
import { classifyRequest } from './classifyRequest.ts'
import { type Certificates, createCertificates, type FoundCertificate } from './createCertificates.ts'
import { describeDiagnosis, explainPushVerification, toExplained } from './explainVerification.ts'
import { fetchCertificate } from './fetchCertificate.ts'
import { type CaptureReading, readCapture } from './readCapture.ts'
import { registeredTarget } from './registeredTarget.ts'
import { type Verified, whileTimed } from './verified.ts'
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

type Unusable = { outcome: 'unusable'; reason: Words }
export const registeredUrlUnusable: Words = {
  en: 'The registered URL can’t be read as an address',
  zh: '登记的 URL 不是有效的地址',
}

type ReadRequest = Extract<CaptureReading, { outcome: 'request' }>

export type CaptureVerification =
  | { outcome: 'verified'; verification: Verification; ownString: OwnStringFinding | null }
  | Unusable

/** Checks one captured request of any scheme, with whatever is at hand. */
export async function verifyCapture(bytes: Uint8Array, options: VerifyOptions): Promise<CaptureVerification> {
  const capture = readCapture(bytes)
  if (capture.outcome === 'unusable') return capture
  const target = options.registeredUrl === null ? null : registeredTarget(options.registeredUrl)
  if (options.registeredUrl !== null && target === null) {
    return { outcome: 'unusable', reason: registeredUrlUnusable }
  }
  const certificates = createCertificates({
    directory: options.certificateDirectory,
    trustedHosts: () => options.trustedHosts,
    now: options.now,
    offline: options.offline,
    fetch: (url, allowPrivate) => fetchCertificate(url, allowPrivate, createOutbound(options.now).open),
  })
  const verified = await verifyReading(capture, {
    ...options,
    certificates,
    registeredTarget: target,
    known: [],
  })
  if ('outcome' in verified) return verified
  const { request, receivedAt } = capture
  const evidence = evidenceOf(request, { registeredTarget: target, receivedAt })
  const ownString = options.ownString === null ? null : compareOwnString(evidence, options.ownString)
  return { outcome: 'verified', verification: verified.verification, ownString }
}

export type ReadingOptions = Pick<VerifyOptions, 'certificate' | 'secret' | 'now'> & {
  certificates: Pick<Certificates, 'find' | 'findNewer' | 'judge'>
  /** Path and query of the endpoint as it is registered. */
  registeredTarget: string | null
  /** Keys of accounts: a signature may be of one of theirs. Nothing of a secret is in any answer. */
  known: readonly Credentials[]
}

/** The same for a request that was read already. */
export async function verifyReading(
  capture: ReadRequest,
  options: ReadingOptions,
): Promise<Verified | Unusable> {
  const { request, receivedAt } = capture
  const evidence = evidenceOf(request, { registeredTarget: options.registeredTarget, receivedAt })
  if (isPush(request)) return await verifyAsPush(capture, evidence, options)
  return whileTimed(request, () => verifyAsRequest(request, evidence, options))
}

export function isPush(request: HttpRequest): boolean {
  const scheme = recogniseScheme(request)
  if (scheme.kind === 'known') return scheme.scheme === 'mns-push-rsa-sha1'
  return scheme.kind === 'unsigned' && classifyRequest(request).kind === 'topic'
}

async function verifyAsPush(
  { request, receivedAt }: ReadRequest,
  evidence: Evidence,
  options: ReadingOptions,
): Promise<Verified | Unusable> {
  const kind = classifyRequest(request)
  const circumstances = {
    notification: kind.kind === 'topic' ? kind.notification : null,
    body: 'perhaps-omitted',
    receivedAt,
    checkedAt: options.now(),
    seenBefore: null,
  } as const
  const certificates =
    options.certificate === null
      ? options.certificates
      : holdCertificate(options.certificate, request, options.certificates)
  if ('outcome' in certificates) return certificates
  const verified = await verifyPush(request, circumstances, certificates)
  return whileTimed(request, () => explainPushVerification(verified, evidence, [], options.now()))
}

/** A certificate that was given: the address in the push is judged all the same, and nothing is fetched. */
function holdCertificate(
  bytes: Uint8Array,
  request: HttpRequest,
  { judge }: ReadingOptions['certificates'],
): Pick<Certificates, 'find' | 'findNewer'> | Unusable {
  const reading = readCertificate(bytes)
  if (reading.outcome === 'unreadable') {
    return {
      outcome: 'unusable',
      reason: {
        en: `The certificate can’t be used: ${reading.reason.en}`,
        zh: `无法使用该证书：${reading.reason.zh}`,
      },
    }
  }
  const found: FoundCertificate = {
    address: judge(headerValue(request.headers, 'x-mns-signing-cert-url')),
    certificate: reading.certificate,
    source: 'file',
    trouble: null,
  }
  return { find: () => found, findNewer: () => Promise.resolve(null) }
}

function verifyAsRequest(
  request: HttpRequest,
  evidence: Evidence,
  { secret, known }: Pick<ReadingOptions, 'secret' | 'known'>,
): Verification {
  const slipOf = (id: string) => known.filter(key => isNearlySame(key.accessKeyId, id))
  const isKnown = (id: string) => known.some(({ accessKeyId }) => accessKeyId === id)
  /** A known key's secret under a name that is nearly its own: the service knows no key of that name. */
  const isSlip = (id: string) =>
    !isKnown(id) && slipOf(id).some(({ accessKeySecret }) => secret === null || accessKeySecret === secret)
  const report = checkRequest(request, {
    secretOf: id => (isSlip(id) ? null : secret),
    body: 'perhaps-omitted',
    receivedAt: evidence.receivedAt,
  })
  const diagnosis = diagnose()
  const explained = diagnosis?.outcome === 'explained' ? toExplained(diagnosis) : null
  const undecided = report.verdict === 'undecided' && explained !== null
  return {
    kind: 'request',
    scheme: report.scheme,
    verdict: undecided ? 'invalid' : report.verdict,
    summary: undecided ? explained.explanation : report.summary,
    stringToSign: report.stringToSign ?? '',
    signedDigest: null,
    certificate: null,
    checks: [...report.checks, ...describeDiagnosis(diagnosis)],
    diagnosis: explained === null ? [] : [explained],
  }

  function diagnose(): RequestDiagnosis | null {
    const { accessKeyId } = report
    if (accessKeyId === null) return null
    if (isSlip(accessKeyId)) {
      const diagnosed = diagnoseRequest(evidence, slipOf(accessKeyId))
      return secret === null && diagnosed.outcome !== 'explained' ? null : diagnosed
    }
    const failed = report.checks.some(({ code, outcome }) => code === 'signature' && outcome === 'fail')
    if (!failed || secret === null) return null
    const others = known.filter(key => key.accessKeyId !== accessKeyId)
    return diagnoseRequest(evidence, [{ accessKeyId, accessKeySecret: secret }, ...others])
  }
}
