import type { PushHistory } from '../../contract/push.ts'
import { formatDuration } from '../format/numbers.ts'
import { formatClock, formatInstant } from '../format/times.ts'
import { PanelCard } from '../kit/PanelCard.tsx'
import { useNow } from '../state/now.ts'
import { useLocale, useWords } from '../words/useWords.ts'
import { layOutSchedule, type ScheduleMark } from './layOutSchedule.ts'

/** The attempts at one message on the line of time, the next one, and when its sender gives up; the same in words below. */
export function ScheduleCard({ history }: { history: PushHistory }) {
  const { pushes: words } = useWords()
  const locale = useLocale()
  const { attempts, forecast } = history
  const { state, next, strategy, givesUpAt } = forecast
  const isImported = attempts[0]?.id === 0
  return (
    <PanelCard
      title={words.schedule}
      hint={isImported ? words.imported : words.strategy[strategy ?? 'unknown']}
    >
      <TimeLine history={history} />
      {!isImported && (
        <div className="pushes-forecast">
          <p>
            <b>{words.state[state]}</b>
            {next !== null && (
              <>
                {` · ${words.next(formatClock(next.from, locale), formatClock(next.to, locale))} · `}
                <Countdown until={next.from} />
              </>
            )}
          </p>
          {givesUpAt !== null && <p className="dim">{words.givesUp(formatInstant(givesUpAt, locale))}</p>}
          {state === 'waiting' && givesUpAt === null && <p className="dim">{words.givesUpUnknown}</p>}
        </div>
      )}
    </PanelCard>
  )
}

function Countdown({ until }: { until: number }) {
  const { pushes: words } = useWords()
  const locale = useLocale()
  const left = until - useNow()
  // Its own counting must not be read out every second.
  return (
    <span className="dim" aria-live="off">
      {left > 0 ? words.in(formatDuration(Math.ceil(left / 1000) * 1000, locale)) : words.anyMoment}
    </span>
  )
}

function TimeLine({ history }: { history: PushHistory }) {
  const { pushes: words } = useWords()
  const locale = useLocale()
  const now = useNow()
  const { marks, ticks, place } = layOutSchedule(history)
  // One mark alone has no distance to anything.
  if (marks.length < 2) return null
  const kinds = [...new Set(marks.map(({ kind }) => kind))]
  return (
    <div className="schedule" aria-hidden>
      <div className="schedule-line">
        {ticks.map(({ after, left }) => (
          <span key={after} className="schedule-tick" style={{ left: `${left}%` }}>
            <small>+{formatDuration(after, locale)}</small>
          </span>
        ))}
        {history.forecast.state === 'waiting' && (
          <span className="schedule-now" style={{ left: `${place(now)}%` }} title={words.now} />
        )}
        {marks.map(mark => (
          <Mark key={`${mark.kind} ${mark.at}`} mark={mark} title={formatClock(mark.at, locale)} />
        ))}
      </div>
      <ul className="schedule-legend">
        {kinds.map(kind => (
          <li key={kind}>
            <span className={`schedule-mark schedule-${kind}`} /> {words.mark[kind]}
          </li>
        ))}
      </ul>
    </div>
  )
}

function Mark({ mark: { kind, left, width }, title }: { mark: ScheduleMark; title: string }) {
  return (
    <span
      className={`schedule-mark schedule-${kind}`}
      style={{ left: `${left}%`, ...(width === 0 ? {} : { width: `${width}%` }) }}
      title={title}
    />
  )
}
