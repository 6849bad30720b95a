import { ApiError } from '../../contract/apiError.ts'
import type { PushAttempt, PushSelector } from '../../contract/push.ts'
import { readAttempts } from '../endpoint/attemptTable.ts'
import type { Prepare } from '../store/prepareCached.ts'
import { seqOf } from '../store/receiptTable.ts'

/** Every attempt at the message that this row came in. */
export function attemptsOf(prepare: Prepare, id: string): PushAttempt[] {
  const seq = seqOf(id)
  if (seq === null)
    throw new ApiError('bad-input', {
      en: 'id: expected the id of a receipt, such as r12',
      zh: 'id：应为回执的 ID，例如 r12',
    })
  const attempts = readAttempts(prepare, seq)
  if (attempts.length > 0) return attempts
  throw new ApiError(
    'not-found',
    { en: `${id} is no push to the endpoint, or was removed`, zh: `${id} 不是端点收到的推送，或已被清理` },
    { en: 'Only pushes that are still kept have attempts.', zh: '只有仍保留着的推送才有投递记录。' },
  )
}

export function pickAttempt(attempts: readonly PushAttempt[], attempt: PushSelector['attempt']): PushAttempt {
  const wanted = attempts.find(each => attempt === null || each.id === attempt)
  if (wanted === undefined)
    throw new ApiError('not-found', { en: 'There is no such attempt', zh: '没有这次投递' })
  return wanted
}
