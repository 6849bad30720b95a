import type { PushAttempt } from '../../contract/push.ts'

export const attemptFields = [
  'receivedAt',
  'peer',
  'requestLine',
  'requestId',
  'size',
  'truncated',
  'replayed',
  'verdict',
  'answer',
  'answerTime',
  'forward',
  'forwardTime',
] as const
export type AttemptField = (typeof attemptFields)[number]
export type AttemptPair = { field: AttemptField; left: string | null; right: string | null; same: boolean }

/** The fields of two attempts side by side; those that neither has are left out. */
export function compareAttempts(left: PushAttempt, right: PushAttempt): AttemptPair[] {
  return attemptFields.flatMap(field => {
    const pair = { field, left: textOf(field, left), right: textOf(field, right) }
    return pair.left === null && pair.right === null ? [] : [{ ...pair, same: pair.left === pair.right }]
  })
}

function textOf(field: AttemptField, attempt: PushAttempt): string | null {
  const { answer, forward, signature, raw } = attempt
  switch (field) {
    case 'receivedAt':
      return new Date(attempt.receivedAt).toISOString()
    case 'peer':
    case 'requestLine':
    case 'requestId':
      return attempt[field]
    case 'truncated':
    case 'replayed':
      return attempt[field] ? 'true' : null
    case 'size':
      return String((raw.length / 4) * 3 - (/=*$/.exec(raw)?.[0].length ?? 0))
    case 'verdict':
      return signature === null ? null : `${signature.verdict}, ${signature.certificateTrust}`
    case 'answer':
      return answer.status === null ? null : String(answer.status)
    case 'answerTime':
      return String(Math.round(answer.milliseconds))
    case 'forward':
      return forward?.outcome.kind === 'answered' ? String(forward.outcome.status) : null
    case 'forwardTime':
      return forward === null ? null : String(Math.round(forward.milliseconds))
    default:
      return field satisfies never
  }
}
