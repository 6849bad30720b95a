import type { PushAttempt } from '../../contract/push.ts'
import { type Evidence, evidenceOf } from '../../protocol/diagnosis/evidence.ts'
import type { HttpRequest } from '../../protocol/httpRequest.ts'
import { classifyRequest } from './classifyRequest.ts'
import type { Certificates } from './createCertificates.ts'
import { explainPushVerification } from './explainVerification.ts'
import { registeredTarget } from './registeredTarget.ts'
import { type Verified, whileTimed } from './verified.ts'
import { verifyPush } from './verifyPush.ts'

/** Checks one attempt that the endpoint took, with the other attempts at its message and every key in use as evidence. */
export async function verifyAttempt(
  attempt: PushAttempt,
  attempts: readonly PushAttempt[],
  registeredUrl: string | null,
  certificates: Certificates,
  now: () => number,
): Promise<Verified> {
  const evidence = attemptEvidence(attempt, attempts, registeredUrl, certificates)
  const { request } = evidence
  const kind = classifyRequest(request)
  const circumstances = {
    notification: kind.kind === 'topic' ? kind.notification : null,
    body: attempt.truncated ? 'truncated' : 'complete',
    receivedAt: attempt.receivedAt,
    seenBefore: attempt.replayed,
  } as const
  const verified = await verifyPush(request, circumstances, certificates)
  return whileTimed(request, () =>
    explainPushVerification(verified, evidence, certificates.namedKeys(), now()),
  )
}

export function attemptEvidence(
  attempt: PushAttempt,
  attempts: readonly PushAttempt[],
  registeredUrl: string | null,
  certificates: Pick<Certificates, 'urls'>,
): Evidence {
  return evidenceOf(requestOf(attempt), {
    registeredTarget: registeredUrl === null ? null : registeredTarget(registeredUrl),
    otherAttempts: attempts.filter(each => each !== attempt).map(requestOf),
    certificateUrls: certificates.urls(),
    receivedAt: attempt.receivedAt,
  })
}

function requestOf({ requestLine, headers, raw }: PushAttempt): HttpRequest {
  const [method = '', target = ''] = requestLine.split(' ')
  return { method, target, headers, body: Buffer.from(raw, 'base64') }
}
