import type { SignatureSummary } from '../../contract/receipt.ts'
import { type HttpRequest, headerValue } from '../../protocol/httpRequest.ts'
import type { Notification } from '../../protocol/notification/notification.ts'
import {
  checkSignedText,
  checkSignedTextAside,
  type SignedText,
} from '../../protocol/push/verifyPushSignature.ts'
import type { Verdict } from '../../protocol/verification/check.ts'
import type { BodyState } from '../../protocol/verification/checkBody.ts'
import { checkPush, type PushReport, signedDigestOf } from '../../protocol/verification/checkPush.ts'
import type { Certificates, FoundCertificate } from './createCertificates.ts'

export type PushCircumstances = {
  notification: Notification | null
  body: BodyState
  receivedAt: number | null
  checkedAt?: number
  seenBefore: boolean | null
}

/** A push whose signature was checked by the key it names; what else there is to say of it was not looked at. */
export type SignedPush = { signed: SignedText; found: FoundCertificate }

export type VerifiedPush = { report: PushReport; found: FoundCertificate }

/** Finds the certificate that a push names and says all that can be said about the push by it. */
export async function verifyPush(
  request: HttpRequest,
  circumstances: PushCircumstances,
  certificates: Pick<Certificates, 'find' | 'findNewer'>,
): Promise<VerifiedPush> {
  const { signed, found } = await checkSignature(request, certificates, false)
  const { address, certificate } = found
  return { report: checkPush(request, { ...circumstances, address, certificate, signed }), found }
}

/**
 * Finds the certificate and checks the signature alone; at once where nothing has to be fetched. `aside` leaves the arithmetic to
 * other threads: worth it where many pushes come at once.
 */
export function checkSignature(
  request: HttpRequest,
  certificates: Pick<Certificates, 'find' | 'findNewer'>,
  aside: boolean,
): SignedPush | Promise<SignedPush> {
  const found = certificates.find(headerValue(request.headers, 'x-mns-signing-cert-url'))
  return found instanceof Promise
    ? found.then(fetched => checkWith(fetched, request, certificates, aside))
    : checkWith(found, request, certificates, aside)
}

function checkWith(
  found: FoundCertificate,
  request: HttpRequest,
  certificates: Pick<Certificates, 'findNewer'>,
  aside: boolean,
): SignedPush | Promise<SignedPush> {
  const { certificate } = found
  if (!aside || certificate === null) {
    const signed = checkSignedText(request, certificate?.key ?? null)
    return settle({ signed, found }, request, certificates)
  }
  return checkSignedTextAside(request, certificate.key).then(signed =>
    settle({ signed, found }, request, certificates),
  )
}

/** A signature that fails may be that of a newer certificate at the same address. */
function settle(
  push: SignedPush,
  request: HttpRequest,
  certificates: Pick<Certificates, 'findNewer'>,
): SignedPush | Promise<SignedPush> {
  const { signed, found } = push
  const { certificate } = found
  if (signed.verdict?.outcome === 'valid' || certificate === null || found.source === 'file') return push
  if (found.source === 'built-in' && signedDigestOf(signed, certificate) === null) {
    const trouble = {
      en: 'The built-in copy of the published key did not make this signature, and a newer certificate is not fetched offline',
      zh: '该签名不是由内置的公布密钥作出的，而离线时不会取用更新的证书',
    }
    return {
      signed: { ...signed, verdict: null },
      found: { ...found, certificate: null, source: null, trouble },
    }
  }
  return certificates
    .findNewer(found)
    .then(newer =>
      newer === null
        ? push
        : { signed: checkSignedText(request, newer.certificate?.key ?? null), found: newer },
    )
}

export function summariseSignature(verdict: Verdict, { address }: FoundCertificate): SignatureSummary {
  const certificateTrust =
    address.outcome === 'trusted' ? 'trusted' : address.reason === 'absent' ? 'unknown' : 'untrusted'
  return { verdict, certificateTrust }
}
