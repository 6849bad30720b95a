import { hash } from 'node:crypto'
import { type Bilingual, joinSentences } from '../bilingual.ts'
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
  /** Whether this request id was received before; null where nobody kept count. */
  readonly seenBefore: boolean | null
}

/** The outcome alone. */
export type PushJudgement = {
  readonly verdict: Verdict
  /** Exactly what was proven, in a sentence. */
  readonly summary: Bilingual
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
    return { verdict: 'invalid', summary: joinSentences(failed.map(({ message }) => message)) }
  }
  return certificate === null
    ? { verdict: 'undecided', summary: undecided }
    : { verdict: 'valid', summary: describeProof(address, certificate) }
}

function describeSignature({ authorization: seen, verdict }: SignedText): Check<'signature'> {
  const expected = {
    en: 'base64 of an RSA signature over the string to sign',
    zh: '对待签名字符串的 RSA 签名，以 Base64 表示',
  }
  const check = (outcome: Check['outcome'], message: Bilingual) =>
    ({ code: 'signature', outcome, expected, seen, message }) as const
  if (seen === null || seen === '') return check('fail', unsigned)
  switch (verdict?.outcome) {
    case undefined:
      return check('skipped', {
        en: 'Without the certificate the signature can’t be checked.',
        zh: '没有证书，无法验签。',
      })
    case 'valid':
      return check('pass', {
        en: 'The signature fits the string to sign and the certificate’s key.',
        zh: '签名与待签名字符串及证书公钥相符。',
      })
    case 'wrong-signature':
      return check('fail', {
        en: 'The signature does not fit: something that was signed is different, or another key signed it.',
        zh: '签名不符：被签名的内容有变化，或由另一个密钥签名。',
      })
    case 'missing-authorization':
      return check('fail', unsigned)
    case 'malformed-authorization':
      return check('fail', {
        en: `Authorization can’t be a signature: ${verdict.reason.en}.`,
        zh: `Authorization 不可能是签名：${verdict.reason.zh}。`,
      })
    default:
      return verdict satisfies never
  }
}

const nothing: Bilingual = { en: '', zh: '' }
const unsigned: Bilingual = {
  en: 'The push has no Authorization, so nobody signed it.',
  zh: '该推送没有 Authorization，未经签名。',
}

function describeAddress(address: CertificateUrlFinding): Check<'certificate-host'> {
  const expected = {
    en: 'an https address at a host that MNS publishes, or that you listed',
    zh: 'MNS 公布的主机或你列出的主机上的 https 地址',
  }
  const outcome = address.outcome === 'trusted' ? 'pass' : 'fail'
  return { code: 'certificate-host', outcome, expected, seen: address.url, message: address.message }
}

function describeMessageMd5(notification: Notification | null): Check<'message-md5'> {
  const seen = notification?.messageMd5 ?? null
  const check = (outcome: Check['outcome'], message: Bilingual) =>
    ({ code: 'message-md5', outcome, expected: null, seen, message }) as const
  const matches = notification === null ? null : matchesMessageMd5(notification)
  if (matches === null)
    return check('skipped', { en: 'The body states no MessageMD5.', zh: '正文中没有 MessageMD5。' })
  return matches
    ? check('pass', {
        en: 'MessageMD5 is the digest of the message.',
        zh: 'MessageMD5 与消息内容一致。',
      })
    : check('warn', {
        en: 'MessageMD5 is not the digest of the message: the text was decoded or changed on its way.',
        zh: 'MessageMD5 与消息内容不一致：内容在途中被解码或改动过。',
      })
}

function describeReplay(request: HttpRequest, seenBefore: boolean | null): Check<'replay'> {
  const seen = headerValue(request.headers, 'x-mns-request-id') ?? null
  const expected = { en: 'a new request id', zh: '未出现过的请求 ID' }
  if (seenBefore === null) {
    const message = {
      en: 'Whether a push with this request id came in before is not known here.',
      zh: '此处无从得知是否收到过此请求 ID。',
    }
    return { code: 'replay', outcome: 'skipped', expected, seen, message }
  }
  const message = seenBefore
    ? {
        en: 'A push with this request id came in before: it was sent again as it is, perhaps by somebody else.',
        zh: '此前已收到过相同请求 ID 的推送：它被原样重发，发送者可能另有其人。',
      }
    : { en: 'No push with this request id came in before.', zh: '此前没有收到过此请求 ID。' }
  return { code: 'replay', outcome: seenBefore ? 'warn' : 'pass', expected, seen, message }
}

const single = ['authorization', 'content-md5', 'content-type', 'date', 'x-mns-signing-cert-url']

function findRepeatedHeaders({ headers }: HttpRequest): Check<'repeated-header'>[] {
  return single.flatMap((name): Check<'repeated-header'>[] => {
    let count = 0
    for (const [received] of headers) {
      if (received.length === name.length && received.toLowerCase() === name) count++
    }
    if (count < 2) return []
    const message = {
      en: `${name} is there ${count} times: the first was used here, another program may use the last.`,
      zh: `${name} 出现了 ${count} 次：此处取第一个，其他程序可能取最后一个。`,
    }
    const expected = { en: `${name} once`, zh: `${name} 只出现一次` }
    const seen = { en: `${count} times`, zh: `${count} 次` }
    return [{ code: 'repeated-header', outcome: 'warn', expected, seen, message }]
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

const undecided: Bilingual = {
  en: 'Undecided: the certificate could not be had.',
  zh: '无法判定：未能取得证书。',
}

function describeProof(address: CertificateUrlFinding, { key }: Certificate): Bilingual {
  const { bits } = key
  const owner = isPublishedMnsKey(key)
    ? { en: ', which is the published MNS key', zh: '，即 MNS 公布的密钥' }
    : nothing
  const strength = isStrongKey(key)
    ? nothing
    : { en: `; ${bits} bits, so not strong proof`, zh: `；密钥只有 ${bits} 位，证明力有限` }
  return {
    en: `Signed by the key at ${address.url}${owner.en}${strength.en}.`,
    zh: `由 ${address.url} 处的密钥签名${owner.zh}${strength.zh}。`,
  }
}
