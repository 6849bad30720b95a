import type { HttpAnswer } from '../push/httpSender.ts'

export type CallbackVerdict = {
  readonly accepted: boolean
  readonly detail: Readonly<Record<string, string | number>>
}

/** A callback has this long for its whole answer. */
export const callbackLimit = 700

/** The platform wants status 200 and a JSON body with a numeric `code`; which number doesn't matter. */
export function judgeCallbackAnswer(answer: HttpAnswer): CallbackVerdict {
  const { milliseconds } = answer
  switch (answer.outcome) {
    case 'answered': {
      const { status, body } = answer
      if (status !== 200) return refused({ status, milliseconds, reason: 'a status of 200 was expected' })
      if (hasNumericCode(body)) return { accepted: true, detail: { status, milliseconds } }
      const seen = JSON.stringify(body.slice(0, 200))
      return refused({ status, milliseconds, reason: `{"code":0,"msg":"…"} was expected, not ${seen}` })
    }
    case 'late':
      return refused({ milliseconds, reason: `no answer within ${callbackLimit} ms` })
    case 'unreachable':
      return refused({ milliseconds, reason: answer.reason })
    default:
      return answer satisfies never
  }
}

function refused(detail: CallbackVerdict['detail']): CallbackVerdict {
  return { accepted: false, detail }
}

function hasNumericCode(body: string): boolean {
  try {
    const answer: unknown = JSON.parse(body)
    const code = typeof answer === 'object' && answer !== null && 'code' in answer ? answer.code : null
    return typeof code === 'number' || (typeof code === 'string' && /^-?\d+$/.test(code.trim()))
  } catch {
    return false
  }
}
