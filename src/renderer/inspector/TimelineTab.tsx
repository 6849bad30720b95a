import type { ReceiptDetail } from '../../contract/receipt.ts'
import { formatCount, formatDuration } from '../format/numbers.ts'
import { revealInline } from '../format/revealControls.ts'
import { formatClock, formatInstant } from '../format/times.ts'
import { Button } from '../kit/Button.tsx'
import { Chip, type Tone } from '../kit/Chip.tsx'
import { statusTones } from '../kit/statusTones.ts'
import { useServices } from '../state/services.ts'
import { useLocale, useWords } from '../words/useWords.ts'
import { type TimelineEvent, timelineEvents } from './timelineEvents.ts'
import { useRelated } from './useRelated.ts'

export function TimelineTab({ detail }: { detail: ReceiptDetail }) {
  const locale = useLocale()
  const events = timelineEvents(useRelated(detail))
  const start = events[0]?.at ?? detail.receivedAt
  return (
    <ol className="timeline">
      {events.map((event, index) => (
        <li key={`${event.kind} ${event.row.id}`} className={`timeline-event timeline-${toneOf(event)}`}>
          <time title={formatInstant(event.at, locale)}>
            {index === 0 ? formatClock(event.at, locale) : `+${formatDuration(event.at - start, locale)}`}
          </time>
          <span className="timeline-dot" aria-hidden />
          <Description event={event} current={detail.id} />
        </li>
      ))}
    </ol>
  )
}

function toneOf({ kind, row }: TimelineEvent): Tone {
  switch (kind) {
    case 'sent':
      return 'neutral'
    case 'reported':
      return statusTones[row.status]
    case 'received':
      return row.duplicateOf === null ? 'accent' : 'wait'
    default:
      return kind satisfies never
  }
}

function Description({
  event: { kind, row },
  current,
}: {
  event: TimelineEvent
  current: ReceiptDetail['id']
}) {
  const { inspector: words, receipts: tags, via, status } = useWords()
  const locale = useLocale()
  const { receipts } = useServices()
  switch (kind) {
    case 'sent':
      return <span>{words.eventSent}</span>
    case 'reported':
      return (
        <span>
          {words.eventReported} {status[row.status]}{' '}
          <span className="mono foreign">{revealInline(row.errCode ?? '', 60)}</span>
        </span>
      )
    case 'received':
      return (
        <span>
          {words.eventReceived(via[row.via], revealInline(row.source, 80))}{' '}
          {row.deliveries > 1 && (
            <Chip tone="wait">{words.eventRedelivered(formatCount(row.deliveries, locale))}</Chip>
          )}{' '}
          {row.duplicateOf !== null && <Chip tone="wait">{tags.duplicate}</Chip>}{' '}
          {row.id !== current && (
            <Button look="quiet" onClick={() => receipts.select(row)}>
              {words.openRow}
            </Button>
          )}
        </span>
      )
    default:
      return kind satisfies never
  }
}
