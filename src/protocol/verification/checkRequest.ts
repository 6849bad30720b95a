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
  readonly summary: string
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
    summary: failed.length > 0 ? failed.map(({ message }) => message).join(' ') : signature.message,
    stringToSign: known?.stringToSign ?? null,
    checks,
  }
}

function describeVerdict(verdict: RequestVerdict): Check<'signature'> {
  const check = (
    outcome: Check['outcome'],
    message: string,
    expected: string | null = null,
    seen: string | null = null,
  ): Check<'signature'> => ({ code: 'signature', outcome, expected, seen, message })
  switch (verdict.outcome) {
    case 'valid':
      return check('pass', `Signed with the secret of ${verdict.accessKeyId} (${verdict.scheme}).`)
    case 'wrong-signature': {
      const message = `The signature is not the one that the secret of ${verdict.accessKeyId} gives for this request.`
      return check('fail', message, verdict.expected, verdict.received)
    }
    case 'unknown-key':
      return check(
        'skipped',
        `The secret of ${verdict.accessKeyId} is not known, so the signature can’t be checked.`,
      )
    case 'missing-authorization':
      return check('fail', 'The request is not signed.', verdict.expected)
    case 'malformed-authorization':
      return check(
        'fail',
        'Its Authorization is not in the form of the scheme.',
        verdict.expected,
        verdict.received,
      )
    case 'missing-date':
      return check('fail', 'It has no date, which is part of what is signed.', verdict.expected)
    case 'malformed-date':
      return check('fail', 'Its date is not in the form of the scheme.', verdict.expected, verdict.received)
    case 'wrong-body-digest': {
      const message = 'The digest that was signed is that of another body.'
      return check('fail', message, verdict.expected, verdict.received)
    }
    case 'foreign-scheme':
      return check('skipped', `It is signed by a scheme of another product: ${verdict.name}.`)
    case 'stale-date':
      return check('skipped', 'It was signed at another time than it was received.')
    default:
      return verdict satisfies never
  }
}
