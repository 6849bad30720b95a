import { type HttpRequest, headerValue } from '../httpRequest.ts'
import { describeContentMd5 } from '../push/contentMd5.ts'
import type { Check } from './check.ts'

/**
 * Whether the body is all that was sent, was cut off at a limit, or may never have been copied along, as when headers are
 * pasted without it.
 */
export type BodyState = 'complete' | 'truncated' | 'perhaps-omitted'

/** The signature covers the body through its digest alone: a body that does not fit it was not signed. */
export function checkBody({ headers, body }: HttpRequest, state: BodyState): Check<'content-md5'> {
  const value = headerValue(headers, 'content-md5')
  const finding = describeContentMd5(value, body)
  const check = (outcome: Check['outcome'], expected: string | null, message: string) =>
    ({ code: 'content-md5', outcome, expected, seen: value ?? null, message }) as const
  if (state === 'truncated') {
    return check('fail', null, 'The body was longer than what is kept, so its digest can’t be checked.')
  }
  switch (finding.outcome) {
    case 'match':
      return check('pass', null, `Content-MD5 is the digest of the body, written as ${finding.encoding}.`)
    case 'absent':
      if (body.length === 0) return check('skipped', null, 'There is no body, and no digest of one.')
      return check(
        'warn',
        'Content-MD5',
        'There is no Content-MD5: the signature says nothing about the body.',
      )
    case 'mismatch': {
      const omitted = state === 'perhaps-omitted' && body.length === 0
      if (omitted) return check('skipped', null, 'The body is missing here, so its digest can’t be checked.')
      if (finding.encoding === null) {
        return check(
          'warn',
          finding.expected,
          'Content-MD5 is no digest in any known form: it says nothing about the body.',
        )
      }
      return check(
        'fail',
        finding.expected,
        'Content-MD5 is the digest of another body: this one was not signed.',
      )
    }
    default:
      return finding satisfies never
  }
}
