import { Signature } from 'lucide-react'
import type { PushAttempt, PushHistory } from '../../contract/push.ts'
import type { ReceiptRow } from '../../contract/receipt.ts'
import { openInBench } from '../bench/benchStore.ts'
import { formatDuration } from '../format/numbers.ts'
import { formatClock } from '../format/times.ts'
import { Button } from '../kit/Button.tsx'
import { Chip } from '../kit/Chip.tsx'
import { ForeignText } from '../kit/ForeignText.tsx'
import { PanelCard } from '../kit/PanelCard.tsx'
import { useSpoken } from '../words/useSpoken.ts'
import { useLocale, useWords } from '../words/useWords.ts'
import { scheduleMarks } from './scheduleMarks.ts'
import { useHistory } from './usePushes.ts'

/** All attempts at one message: on the line of time, then one by one with both answers side by side. */
export function PushHistoryView({ row }: { row: ReceiptRow }) {
  const { pushes: words } = useWords()
  const spoken = useSpoken()
  const history = useHistory(row)
  if (history === null) return <p className="dim">{words.loading}</p>
  return (
    <>
      <PanelCard title={words.schedule} hint={spoken(history.forecast.reason)}>
        <Schedule history={history} />
      </PanelCard>
      {history.attempts.map((attempt, place) => (
        <Attempt key={attempt.id} attempt={attempt} place={place + 1} row={row} />
      ))}
    </>
  )
}

function Schedule({ history }: { history: PushHistory }) {
  const { pushes: words } = useWords()
  const locale = useLocale()
  const { state, next } = history.forecast
  return (
    <>
      <div className="pushes-schedule" aria-hidden>
        {scheduleMarks(history).map(({ at, left, width, kind }) => (
          <span
            key={`${kind} ${at}`}
            className={`pushes-mark pushes-mark-${kind}`}
            style={{ left: `${left}%`, width: width === 0 ? undefined : `${width}%` }}
            title={formatClock(at, locale)}
          />
        ))}
      </div>
      <p>
        {words.state[state]}
        {next !== null && ` · ${words.next(formatClock(next.from, locale), formatClock(next.to, locale))}`}
      </p>
    </>
  )
}

function Attempt({ attempt, place, row }: { attempt: PushAttempt; place: number; row: ReceiptRow }) {
  const { pushes: words, bench } = useWords()
  const spoken = useSpoken()
  const locale = useLocale()
  const { answer, forward, receivedAt, id } = attempt
  return (
    <PanelCard
      title={words.attempt(String(place), formatClock(receivedAt, locale))}
      end={
        <Button
          look="quiet"
          icon={<Signature aria-hidden />}
          onClick={() => openInBench({ kind: 'push', id: row.id, attempt: id })}
        >
          {bench.openPush}
        </Button>
      }
    >
      <div className="pushes-answers">
        <div>
          <h3 className="section-title">{words.ours}</h3>
          <p>
            <Status status={answer.status} /> {formatDuration(answer.milliseconds, locale)}
          </p>
          <p className="dim">
            <ForeignText text={spoken(answer.reason)} />
          </p>
        </div>
        <div>
          <h3 className="section-title">{words.theirs}</h3>
          {forward === null ? (
            <p className="dim">{words.notForwarded}</p>
          ) : (
            <>
              <p>
                <Status status={forward.outcome.kind === 'answered' ? forward.outcome.status : null} />{' '}
                {formatDuration(forward.milliseconds, locale)}
                {forward.budgetUsed >= 0.8 && <Chip tone="wait">{words.nearMiss}</Chip>}
              </p>
              <p className="dim">
                <ForeignText
                  text={
                    forward.outcome.kind === 'answered'
                      ? forward.outcome.body.slice(0, 2000)
                      : spoken(forward.outcome.reason)
                  }
                  multiline
                />
              </p>
            </>
          )}
        </div>
      </div>
    </PanelCard>
  )
}

function Status({ status }: { status: number | null }) {
  const { pushes: words } = useWords()
  if (status === null) return <Chip tone="bad">{words.noAnswer}</Chip>
  return <Chip tone={status < 300 ? 'ok' : 'bad'}>{String(status)}</Chip>
}
