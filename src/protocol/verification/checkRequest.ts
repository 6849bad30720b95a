import { type Bilingual, joinSentences } from '../bilingual.ts'
import { explainSignature } from '../explainSignature.ts'
import type { HttpRequest } from '../httpRequest.ts'
import type { SecretLookup } from '../requestSignature/credentials.ts'
import type { RequestScheme, RequestVerdict } from '../requestSignature/requestVerdict.ts'
import { verifyRequest } from '../requestSignature/verifyRequest.ts'
import type { Check, Verdict } from './check.ts'
import { type BodyState, checkBody } from './checkBody.ts'
import { judgeDate } from './checkDate.ts'

export type RequestCircumstances = {
  /** Null for an id whose secret is not known: the signature is then left undecided. */
  readonly secretOf: SecretLookup
  readonly body: BodyState
  /** Milliseconds since 1970 when it came in; null for a capture of unknown age. */
  readonly receivedAt: number | null
}

export type RequestReport = {
  readonly verdict: Verdict
  /** Null where the request is signed by no scheme of ours. */
  readonly scheme: RequestScheme | null
  readonly accessKeyId: string | null
  readonly summary: Bilingual
  readonly stringToSign: string | null
  readonly checks: readonly Check<'signature' | 'content-md5' | 'date'>[]
}

/** Schemes whose signature takes in the body by itself; the others do by Content-MD5 alone. */
const coversBody: ReadonlySet<RequestScheme> = new Set<RequestScheme>(['rpc-v1', 'acs3'])

/** Everything that can be said about an API request, each finding apart from the others. */
export function checkRequest(request: HttpRequest, circumstances: RequestCircumstances): RequestReport {
  const verdict = verifyRequest(request, { secretOf: circumstances.secretOf, now: null })
  const explained = explainSignature(request)
  const known = explained.kind === 'request' ? explained : null
  const signature = describeVerdict(verdict)
  const checks = [
    signature,
    ...(known !== null && coversBody.has(known.scheme) ? [] : [checkBody(request, circumstances.body)]),
    ...(verdict.outcome === 'valid' ? [judgeDate(verdict.signedAt, circumstances.receivedAt)] : []),
  ]
  const failed = checks.filter(({ outcome }) => outcome === 'fail')
  return {
    verdict: failed.length > 0 ? 'invalid' : signature.outcome === 'pass' ? 'valid' : 'undecided',
    scheme: known?.scheme ?? (explained.kind === 'malformed' ? explained.scheme : null),
    accessKeyId: known?.accessKeyId ?? null,
    summary: failed.length > 0 ? joinSentences(failed.map(({ message }) => message)) : signature.message,
    stringToSign: known?.stringToSign ?? null,
    checks,
  }
}

function describeVerdict(verdict: RequestVerdict): Check<'signature'> {
  const check = (
    outcome: Check['outcome'],
    message: Bilingual,
    expected: Bilingual | string | null = null,
    seen: string | null = null,
  ): Check<'signature'> => ({ code: 'signature', outcome, expected, seen, message })
  switch (verdict.outcome) {
    case 'valid':
      return check('pass', {
        en: `Signed with the secret of ${verdict.accessKeyId} (${verdict.scheme}).`,
        zh: `由 ${verdict.accessKeyId} 的 Secret 签名（${verdict.scheme}）。`,
      })
    case 'wrong-signature': {
      const message = {
        en: `The signature is not the one that the secret of ${verdict.accessKeyId} gives for this request.`,
        zh: `签名与用 ${verdict.accessKeyId} 的 Secret 对此请求计算的结果不一致。`,
      }
      return check('fail', message, verdict.expected, verdict.received)
    }
    case 'unknown-key':
      return check('skipped', {
        en: `The secret of ${verdict.accessKeyId} is not known, so the signature can’t be checked.`,
        zh: `不知道 ${verdict.accessKeyId} 的 Secret，无法验签。`,
      })
    case 'missing-authorization':
      return check('fail', { en: 'The request is not signed.', zh: '该请求没有签名。' }, verdict.expected)
    case 'malformed-authorization':
      return check(
        'fail',
        {
          en: 'Its Authorization is not in the form of the scheme.',
          zh: 'Authorization 不符合该签名方案的格式。',
        },
        verdict.expected,
        verdict.received,
      )
    case 'missing-date':
      return check(
        'fail',
        {
          en: 'It has no date, which is part of what is signed.',
          zh: '缺少日期，而日期参与签名。',
        },
        verdict.expected,
      )
    case 'malformed-date':
      return check(
        'fail',
        {
          en: 'Its date is not in the form of the scheme.',
          zh: '日期不符合该签名方案的格式。',
        },
        verdict.expected,
        verdict.received,
      )
    case 'wrong-body-digest': {
      const message = {
        en: 'The digest that was signed is that of another body.',
        zh: '被签名的摘要属于另一份正文。',
      }
      return check('fail', message, verdict.expected, verdict.received)
    }
    case 'foreign-scheme':
      return check('skipped', {
        en: `It is signed by a scheme of another product: ${verdict.name}.`,
        zh: `它使用的是其他产品的签名方案：${verdict.name}。`,
      })
    case 'stale-date':
      return check('skipped', {
        en: 'It was signed at another time than it was received.',
        zh: '签名时间与接收时间不一致。',
      })
    default:
      return verdict satisfies never
  }
}
