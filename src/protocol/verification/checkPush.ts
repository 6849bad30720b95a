import { hash } from 'node:crypto'
import { decodeBase64 } from '../canonical/base64.ts'
import { wireBytes } from '../canonical/wireEncoding.ts'
import { type HttpRequest, headerValue } from '../httpRequest.ts'
import { matchesMessageMd5, type Notification } from '../notification/notification.ts'
import type { Certificate } from '../push/certificate.ts'
import type { CertificateUrlFinding } from '../push/certificateUrl.ts'
import { isPublishedMnsKey } from '../push/publishedKey.ts'
import { recoverDigest } from '../push/signedDigest.ts'
import { checkSignedText, type SignedText } from '../push/verifyPushSignature.ts'
import type { Check, Verdict } from './check.ts'
import { type BodyState, checkBody } from './checkBody.ts'
import { checkCertificateValidity, checkKeyLength, isStrongKey } from './checkCertificate.ts'
import { checkDate } from './checkDate.ts'

export type PushCheckCode =
  | 'signature'
  | 'certificate-host'
  | 'certificate-validity'
  | 'key-length'
  | 'content-md5'
  | 'message-md5'
  | 'date'
  | 'replay'
  | 'repeated-header'

export type PushCircumstances = {
  /** What the address in the push's header is worth. */
  readonly address: CertificateUrlFinding
  /** Null where it could not be had: the signature is then left undecided. */
  readonly certificate: Certificate | null
  /** What was signed, and what the signature came to by that certificate, where this was found out before. */
  readonly signed?: SignedText
  /** The body as it was understood; null where it is no notification. */
  readonly notification: Notification | null
  readonly body: BodyState
  /** Milliseconds since 1970 when it came in; null for a capture of unknown age. */
  readonly receivedAt: number | null
  /** Milliseconds since 1970 now: what a certificate's age is judged by where nobody knows when the push came. */
  readonly checkedAt?: number
  /** Whether this request id was received before. */
  readonly seenBefore: boolean
}

/** The outcome alone. */
export type PushJudgement = {
  readonly verdict: Verdict
  /** Exactly what was proven, in a sentence. */
  readonly summary: string
}

export type PushReport = PushJudgement & {
  readonly stringToSign: string
  /** Lower-case hex of the digest inside the signature; null where no digest could be recovered. */
  readonly signedDigest: string | null
  readonly checks: readonly Check<PushCheckCode>[]
}

/**
 * The verdict on a push. It is valid where nothing failed: a signature that fits is not enough when anyone could own the host its
 * key came from.
 */
export function judgePush(
  request: HttpRequest,
  circumstances: Pick<PushCircumstances, 'address' | 'certificate' | 'body'>,
  signed: SignedText,
): PushJudgement {
  return conclude(decisiveChecks(request, circumstances, signed), circumstances)
}

/** Everything that can be said about a push, each finding apart from the others. */
export function checkPush(request: HttpRequest, circumstances: PushCircumstances): PushReport {
  const { certificate } = circumstances
  const signed = circumstances.signed ?? checkSignedText(request, certificate?.key ?? null)
  const decisive = decisiveChecks(request, circumstances, signed)
  const [signature, address, body] = decisive
  return {
    ...conclude(decisive, circumstances),
    stringToSign: signed.stringToSign,
    signedDigest: certificate === null ? null : signedDigestOf(signed, certificate),
    checks: [
      signature,
      address,
      checkCertificateValidity(certificate, circumstances.receivedAt ?? circumstances.checkedAt ?? null),
      checkKeyLength(certificate),
      body,
      describeMessageMd5(circumstances.notification),
      checkDate(headerValue(request.headers, 'date'), circumstances.receivedAt),
      describeReplay(request, circumstances.seenBefore),
      ...findRepeatedHeaders(request),
    ],
  }
}

/** Those that can fail; all others are notes. */
function decisiveChecks(
  request: HttpRequest,
  { address, body }: Pick<PushCircumstances, 'address' | 'body'>,
  signed: SignedText,
) {
  return [describeSignature(signed), describeAddress(address), checkBody(request, body)] as const
}

function conclude(
  decisive: readonly Check[],
  { address, certificate }: Pick<PushCircumstances, 'address' | 'certificate'>,
): PushJudgement {
  const failed = decisive.filter(({ outcome }) => outcome === 'fail')
  if (failed.length > 0) {
    return { verdict: 'invalid', summary: failed.map(({ message }) => message).join(' ') }
  }
  return certificate === null
    ? { verdict: 'undecided', summary: 'Undecided: the certificate could not be had.' }
    : { verdict: 'valid', summary: describeProof(address, certificate) }
}

function describeSignature({ authorization: seen, verdict }: SignedText): Check<'signature'> {
  const expected = 'base64 of an RSA signature over the string to sign'
  const check = (outcome: Check['outcome'], message: string) =>
    ({ code: 'signature', outcome, expected, seen, message }) as const
  if (seen === null || seen === '')
    return check('fail', 'The push has no Authorization, so nobody signed it.')
  switch (verdict?.outcome) {
    case undefined:
      return check('skipped', 'Without the certificate the signature can’t be checked.')
    case 'valid':
      return check('pass', 'The signature fits the string to sign and the certificate’s key.')
    case 'wrong-signature':
      return check(
        'fail',
        'The signature does not fit: something that was signed is different, or another key signed it.',
      )
    case 'missing-authorization':
      return check('fail', 'The push has no Authorization, so nobody signed it.')
    case 'malformed-authorization':
      return check('fail', `Authorization can’t be a signature: ${verdict.reason}.`)
    default:
      return verdict satisfies never
  }
}

function describeAddress(address: CertificateUrlFinding): Check<'certificate-host'> {
  const expected = 'an https address at a host that MNS publishes, or that you listed'
  const outcome = address.outcome === 'trusted' ? 'pass' : 'fail'
  return { code: 'certificate-host', outcome, expected, seen: address.url, message: address.message }
}

function describeMessageMd5(notification: Notification | null): Check<'message-md5'> {
  const seen = notification?.messageMd5 ?? null
  const check = (outcome: Check['outcome'], message: string) =>
    ({ code: 'message-md5', outcome, expected: null, seen, message }) as const
  const matches = notification === null ? null : matchesMessageMd5(notification)
  if (matches === null) return check('skipped', 'The body states no MessageMD5.')
  return matches
    ? check('pass', 'MessageMD5 is the digest of the message.')
    : check(
        'warn',
        'MessageMD5 is not the digest of the message: the text was decoded or changed on its way.',
      )
}

function describeReplay(request: HttpRequest, seenBefore: boolean): Check<'replay'> {
  const seen = headerValue(request.headers, 'x-mns-request-id') ?? null
  const message = seenBefore
    ? 'A push with this request id came in before: it was sent again as it is, perhaps by somebody else.'
    : 'No push with this request id came in before.'
  return {
    code: 'replay',
    outcome: seenBefore ? 'warn' : 'pass',
    expected: 'a new request id',
    seen,
    message,
  }
}

const single = ['authorization', 'content-md5', 'content-type', 'date', 'x-mns-signing-cert-url']

function findRepeatedHeaders({ headers }: HttpRequest): Check<'repeated-header'>[] {
  return single.flatMap((name): Check<'repeated-header'>[] => {
    let count = 0
    for (const [received] of headers) {
      if (received.length === name.length && received.toLowerCase() === name) count++
    }
    if (count < 2) return []
    const message = `${name} is there ${count} times: the first was used here, another program may use the last.`
    return [
      { code: 'repeated-header', outcome: 'warn', expected: `${name} once`, seen: `${count} times`, message },
    ]
  })
}

/** Lower-case hex of the digest that a signature holds; null where this key made none like it. */
export function signedDigestOf(
  { authorization, stringToSign, verdict }: SignedText,
  { key }: Certificate,
): string | null {
  if (verdict?.outcome === 'valid') return hash('sha1', wireBytes(stringToSign), 'hex')
  const signature = decodeBase64(authorization ?? '')
  const signed = signature === null ? null : recoverDigest(signature, key.modulus, key.exponent)
  return signed === null ? null : Buffer.from(signed.digest).toString('hex')
}

function describeProof(address: CertificateUrlFinding, { key }: Certificate): string {
  const owner = isPublishedMnsKey(key) ? ', which is the published MNS key' : ''
  const strength = isStrongKey(key) ? '' : `; ${key.bits} bits, so not strong proof`
  return `Signed by the key at ${address.url}${owner}${strength}.`
}
