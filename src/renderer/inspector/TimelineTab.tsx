import type { ReceiptDetail } from '../../contract/receipt.ts'
import { formatCount, formatDuration } from '../format/numbers.ts'
import { revealInline } from '../format/revealControls.ts'
import { formatClock, formatInstant } from '../format/times.ts'
import { Button } from '../kit/Button.tsx'
import type { Tone } from '../kit/Chip.tsx'
import { statusTones } from '../kit/statusTones.ts'
import { useServices } from '../state/services.ts'
import { useLocale, useWords } from '../words/useWords.ts'
import { type TimelineEvent, timelineEvents } from './timelineEvents.ts'

export function TimelineTab({ detail }: { detail: ReceiptDetail }) {
  const { inspector: words, via } = useWords()
  const locale = useLocale()
  const { receipts } = useServices()
  const events = timelineEvents(detail)
  const start = events[0]?.at ?? detail.receivedAt

  const tone = (kind: TimelineEvent['kind']): Tone => {
    if (kind === 'reported') return statusTones[detail.status]
    if (kind === 'received') return 'accent'
    return kind === 'sent' ? 'neutral' : 'wait'
  }

  function describe({ kind }: TimelineEvent) {
    switch (kind) {
      case 'sent':
        return words.eventSent
      case 'reported':
        return (
          <>
            {words.eventReported}{' '}
            <span className="mono foreign">{revealInline(detail.errCode ?? words.noCode, 60)}</span>
          </>
        )
      case 'received':
        return words.eventReceived(via[detail.via], revealInline(detail.source, 80))
      case 'redelivered':
        return words.eventRedelivered(formatCount(detail.deliveries, locale))
      case 'duplicate': {
        const id = detail.duplicateOf
        return (
          <>
            {words.eventDuplicate}{' '}
            {id !== null && (
              <Button look="quiet" onClick={() => receipts.select({ id, seq: null })}>
                {words.openDuplicate}
              </Button>
            )}
          </>
        )
      }
      default:
        return kind satisfies never
    }
  }

  return (
    <ol className="timeline">
      {events.map((event, index) => (
        <li key={event.kind} className={`timeline-event timeline-${tone(event.kind)}`}>
          <time title={event.at === null ? undefined : formatInstant(event.at, locale)}>
            {event.at === null
              ? ''
              : index === 0
                ? formatClock(event.at, locale)
                : `+${formatDuration(event.at - start, locale)}`}
          </time>
          <span className="timeline-dot" aria-hidden />
          <span>{describe(event)}</span>
        </li>
      ))}
    </ol>
  )
}
