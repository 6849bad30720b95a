import { RefreshCw } from 'lucide-react'
import type { Instant } from '../../contract/brand.ts'
import type { TraceEvent, TraceKind } from '../../contract/simulator.ts'
import { formatDuration } from '../format/numbers.ts'
import { formatClock, formatInstant } from '../format/times.ts'
import type { Tone } from '../kit/Chip.tsx'
import { Copyable } from '../kit/Copyable.tsx'
import { ForeignText } from '../kit/ForeignText.tsx'
import { IconButton } from '../kit/IconButton.tsx'
import { useLocale, useWords } from '../words/useWords.ts'

type Props = { messageId: string; events: TraceEvent[]; onRefresh: () => void }

const tones: Record<TraceKind, Tone> = {
  sent: 'accent',
  delayed: 'wait',
  received: 'accent',
  'made-visible': 'wait',
  'visibility-changed': 'wait',
  deleted: 'ok',
  expired: 'bad',
  published: 'accent',
  'push-attempt': 'neutral',
  pushed: 'ok',
  'given-up': 'bad',
}

const toneOf = ({ kind, detail }: TraceEvent): Tone =>
  kind === 'push-attempt' && detail.outcome !== 'accepted' ? 'bad' : tones[kind]

/** Everything that happened to one message, each with its distance from the beginning. */
export function TraceTimeline({ messageId, events, onRefresh }: Props) {
  const { simulatorPanel: words } = useWords()
  const locale = useLocale()
  const start = events[0]?.at
  return (
    <>
      <div className="trace-title">
        <h2 className="mono">
          <Copyable text={messageId} name="MessageId">
            <ForeignText text={messageId} />
          </Copyable>
        </h2>
        <IconButton label={words.refresh} icon={<RefreshCw aria-hidden />} onClick={onRefresh} />
      </div>
      <ol className="timeline" aria-label={words.timeline(messageId)}>
        {events.map((event, place) => (
          <li
            key={`${event.at} ${event.kind} ${event.place} ${JSON.stringify(event.detail)}`}
            className={`timeline-event timeline-${toneOf(event)}`}
          >
            <time title={formatInstant(event.at, locale)}>
              {place === 0 || start === undefined
                ? formatClock(event.at, locale)
                : `+${formatDuration(event.at - start, locale)}`}
            </time>
            <span className="timeline-dot" aria-hidden />
            <span>
              <strong>{words.happened[event.kind]}</strong>{' '}
              <span className="dim">
                <ForeignText text={words.inPlace(event.place)} />
                {event.by !== null && (
                  <>
                    {' '}
                    <ForeignText text={words.by(event.by)} />
                  </>
                )}
              </span>
              <Details detail={event.detail} />
            </span>
          </li>
        ))}
      </ol>
    </>
  )
}

function Details({ detail }: { detail: TraceEvent['detail'] }) {
  const locale = useLocale()
  const entries = Object.entries(detail)
  if (entries.length === 0) return null
  return (
    <dl className="trace-details">
      {entries.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd className="mono">
            <ForeignText text={shownDetail(name, value, locale)} />
          </dd>
        </div>
      ))}
    </dl>
  )
}

/** Times and spans as people read them; everything else as it is. */
function shownDetail(name: string, value: string | number | boolean, locale: string): string {
  if (typeof value !== 'number') return String(value)
  if (name === 'milliseconds') return formatDuration(value, locale)
  return /Time$/.test(name) ? formatClock(value as Instant, locale) : String(value)
}
