import { formatHttpDate, parseHttpDate } from '../../canonical/httpDate.ts'
import { headerValue } from '../../httpRequest.ts'
import type { Evidence } from '../evidence.ts'
import type { Hypothesis } from '../hypothesis.ts'
import { readNotificationFields } from './notificationFields.ts'
import { proposeHeader } from './proposal.ts'

/** A rewritten date is later than the one that was signed, by what the way took; clocks differ a little in both directions. */
export type DateWindow = { readonly secondsBefore: number; readonly secondsAfter: number }
const onTheWay: DateWindow = { secondsBefore: 120, secondsAfter: 5 }
/** A first delivery is signed when the message is published, or shortly afterwards. */
const secondsAfterPublishing = 10

export function guessDate(evidence: Evidence, window: DateWindow = onTheWay): Hypothesis[] {
  const { request, otherAttempts, receivedAt } = evidence
  const received = headerValue(request.headers, 'date') ?? null
  const guesses = proposeHeader('date', received)
  const lost = received === null ? 'header-dropped' : 'date-replaced'
  guesses.add(headerValue(request.headers, 'x-mns-date'), lost, 1)
  for (const name of ['x-original-date', 'x-forwarded-date', 'x-amz-date', 'x-date']) {
    guesses.add(headerValue(request.headers, name), lost, 1)
  }
  const receivedTime = received === null ? null : parseLoosely(received)
  if (received !== null && receivedTime !== null) {
    guesses.add(formatHttpDate(receivedTime), 'date-respelled', 1)
    for (const zone of ['UTC', '+0000', '+00:00']) {
      guesses.add(formatHttpDate(receivedTime).replace('GMT', zone), 'date-respelled', 3)
    }
    guesses.add(received.trim(), 'date-respelled', 2)
  }
  for (const attempt of otherAttempts) {
    guesses.add(headerValue(attempt.headers, 'date'), 'value-of-another-attempt', 1)
  }
  guesses.add(null, 'header-added', 2)
  const published = Number(
    headerValue(request.headers, 'x-mns-publish-time') ?? readNotificationFields(request.body).PublishTime,
  )
  const near = (anchor: number | null, before: number, after: number, cost: 2 | 3) => {
    if (anchor === null) return
    for (let offset = after; offset >= -before; offset -= 1) {
      guesses.add(formatHttpDate(anchor + offset * 1000), lost, cost)
    }
  }
  const publishedAt = published > 0 && published < 8e15 ? published : null
  near(receivedTime, 2, 0, 2)
  near(receivedAt, 3, 0, 2)
  near(publishedAt, 0, 2, 2)
  near(receivedTime ?? receivedAt, window.secondsBefore, window.secondsAfter, 3)
  near(publishedAt, 0, secondsAfterPublishing, 3)
  return guesses.all()
}

function parseLoosely(text: string): number | null {
  const time = parseHttpDate(text) ?? Date.parse(text)
  return Number.isNaN(time) ? null : time
}
