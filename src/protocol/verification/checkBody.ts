import type { Bilingual } from '../bilingual.ts'
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
  const check = (outcome: Check['outcome'], expected: string | null, message: Bilingual) =>
    ({ code: 'content-md5', outcome, expected, seen: value ?? null, message }) as const
  if (state === 'truncated') {
    return check('fail', null, {
      en: 'The body was longer than what is kept, so its digest can’t be checked.',
      zh: '正文超出保存上限，无法核对摘要。',
    })
  }
  switch (finding.outcome) {
    case 'match':
      return check('pass', null, {
        en: `Content-MD5 is the digest of the body, written as ${finding.encoding}.`,
        zh: `Content-MD5 与正文一致，写法为 ${finding.encoding}。`,
      })
    case 'absent':
      if (body.length === 0)
        return check('skipped', null, {
          en: 'There is no body, and no digest of one.',
          zh: '没有正文，也没有正文摘要。',
        })
      return check('warn', 'Content-MD5', {
        en: 'There is no Content-MD5: the signature says nothing about the body.',
        zh: '没有 Content-MD5：签名无法证明正文。',
      })
    case 'mismatch': {
      const omitted = state === 'perhaps-omitted' && body.length === 0
      if (omitted)
        return check('skipped', null, {
          en: 'The body is missing here, so its digest can’t be checked.',
          zh: '此处缺少正文，无法核对摘要。',
        })
      if (finding.encoding === null) {
        return check('warn', finding.expected, {
          en: 'Content-MD5 is no digest in any known form: it says nothing about the body.',
          zh: 'Content-MD5 不是任何已知写法的摘要，无法证明正文。',
        })
      }
      return check('fail', finding.expected, {
        en: 'Content-MD5 is the digest of another body: this one was not signed.',
        zh: 'Content-MD5 是另一份正文的摘要：当前正文未被签名。',
      })
    }
    default:
      return finding satisfies never
  }
}
