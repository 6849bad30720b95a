import type { CertificateFacts, SignatureExplained, Verification } from '../../contract/push.ts'
import type { Words } from '../../contract/words.ts'
import { joinSentences } from '../../protocol/bilingual.ts'
import { diagnosePush, type NamedKey } from '../../protocol/diagnosis/diagnosePush.ts'
import type { PushDiagnosis, RequestDiagnosis } from '../../protocol/diagnosis/diagnosis.ts'
import type { Evidence } from '../../protocol/diagnosis/evidence.ts'
import type { Certificate } from '../../protocol/push/certificate.ts'
import { isPublishedMnsKey } from '../../protocol/push/publishedKey.ts'
import type { FoundCertificate } from './createCertificates.ts'
import type { VerifiedPush } from './verifyPush.ts'

/** A checked push in the form that is shown and printed, with an explanation where its signature fails. */
export function explainPushVerification(
  { report, found }: VerifiedPush,
  evidence: Evidence,
  otherKeys: readonly NamedKey[],
  now: number,
): Verification {
  const { certificate } = found
  const failed = report.checks.some(({ code, outcome }) => code === 'signature' && outcome === 'fail')
  const diagnosis =
    failed && certificate !== null
      ? diagnosePush(evidence, [
          {
            name: isPublishedMnsKey(certificate.key)
              ? { en: 'the published MNS key', zh: ' MNS 公布的密钥' }
              : { en: 'its certificate’s key', zh: '证书中的密钥' },
            key: certificate.key,
          },
          ...otherKeys,
        ])
      : null
  return {
    kind: 'push',
    scheme: 'mns-push-rsa-sha1',
    verdict: report.verdict,
    summary: withTrouble(report.summary, found.trouble),
    stringToSign: report.stringToSign,
    signedDigest:
      report.signedDigest ??
      (diagnosis !== null && 'signedDigest' in diagnosis ? diagnosis.signedDigest : null),
    certificate:
      certificate === null ? null : certificateFacts(certificate, found, evidence.receivedAt ?? now),
    checks: [
      ...report.checks,
      ...(found.trouble === null
        ? []
        : [
            {
              code: 'certificate',
              outcome: 'skipped' as const,
              expected: { en: 'the certificate that the push names', zh: '推送所指的证书' },
              seen: null,
              message: asSentence(found.trouble),
            },
          ]),
      ...describeDiagnosis(diagnosis),
    ],
    diagnosis: diagnosis?.outcome === 'explained' ? [toExplained(diagnosis)] : [],
  }
}

/** What was found, and why there is no certificate to find more with. */
export const withTrouble = (summary: Words, trouble: Words | null): Words =>
  trouble === null ? summary : joinSentences([summary, asSentence(trouble)])

const asSentence = ({ en, zh }: Words): Words => ({ en: `${en}.`, zh: `${zh}。` })

export function toExplained({
  explanation,
}: Extract<PushDiagnosis | RequestDiagnosis, { outcome: 'explained' }>): SignatureExplained {
  const { edits, fix, proven, stringToSign } = explanation
  return {
    edits: edits.map(edit => ({ ...edit })),
    explanation: explanation.explanation,
    fix,
    proven,
    stringToSign,
  }
}

/** An unexplained failure is called that. */
export function describeDiagnosis(
  diagnosis: PushDiagnosis | RequestDiagnosis | null,
): Verification['checks'] {
  if (diagnosis === null || diagnosis.outcome === 'explained') return []
  return [{ code: 'diagnosis', outcome: 'skipped', expected: null, seen: null, message: diagnosis.message }]
}

function certificateFacts(
  certificate: Certificate,
  { address, source }: FoundCertificate,
  at: number,
): CertificateFacts {
  return {
    url: address.url ?? '',
    host: address.host ?? '',
    hostTrusted: address.outcome === 'trusted',
    subject: certificate.subject,
    notAfter: new Date(certificate.notAfter).toISOString(),
    expired: at > certificate.notAfter,
    keyBits: certificate.key.bits,
    source: source ?? 'file',
  }
}
