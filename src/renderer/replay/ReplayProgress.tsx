import type { ReplayAnswer, ReplayState } from '../../contract/replay.ts'
import { formatCount, formatDuration } from '../format/numbers.ts'
import { Button } from '../kit/Button.tsx'
import { ForeignText } from '../kit/ForeignText.tsx'
import { useServices } from '../state/services.ts'
import { useSpoken } from '../words/useSpoken.ts'
import { useLocale, useWords } from '../words/useWords.ts'
import { AnswerChip } from './AnswerChip.tsx'

type Props = { state: ReplayState; single: boolean; onCancel: () => void }

/** Answers of a replay of many shown one by one; the counts hold all of them. */
const mostShown = 20

export function ReplayProgress({ state, single, onCancel }: Props) {
  const { replay: words, kit } = useWords()
  const locale = useLocale()
  const count = (value: number) => formatCount(value, locale)
  const said = {
    running: words.progress(count(state.sent), count(state.total)),
    done: words.done(count(state.sent)),
    cancelled: words.stopped(count(state.sent), count(state.total)),
  }[state.state]
  return (
    <section className="replay-progress" aria-label={said}>
      <div className="replay-progress-head">
        <span role="status">{said}</span>
        {state.state === 'running' && (
          <Button look="quiet" onClick={onCancel}>
            {kit.cancel}
          </Button>
        )}
      </div>
      <progress max={state.total} value={state.sent} aria-label={said} />
      <ul className="replay-counts">
        {Object.entries(state.answers).map(([status, times]) => (
          <li key={status}>
            <AnswerChip status={status === 'failed' ? null : Number(status)} /> × {count(times)}
          </li>
        ))}
        {state.sent > 0 && !single && (
          <li className="dim">
            {state.changed > 0 ? words.changed(state.changed, count(state.changed)) : words.noneChanged}
          </li>
        )}
      </ul>
      {!single && state.latest.length > 0 && (
        <>
          <h3 className="section-title">{words.newest}</h3>
          <ul className="replay-latest">
            {state.latest.slice(0, mostShown).map(answer => (
              <Latest key={`${answer.receipt} ${answer.at} ${answer.milliseconds}`} answer={answer} />
            ))}
          </ul>
        </>
      )}
    </section>
  )
}

function Latest({ answer }: { answer: ReplayAnswer }) {
  const { replay: words } = useWords()
  const spoken = useSpoken()
  const locale = useLocale()
  const { receipts } = useServices()
  const { status, earlierStatus } = answer
  return (
    <li>
      <button
        type="button"
        className="inspector-day mono"
        onClick={() => receipts.select({ id: answer.receipt, seq: null })}
      >
        {answer.receipt}
      </button>
      <AnswerChip status={status} />
      <span className="dim">{words.answeredIn(formatDuration(answer.milliseconds, locale))}</span>
      {earlierStatus !== null && earlierStatus !== status && (
        <span className="faint">{words.otherStatus(String(earlierStatus))}</span>
      )}
      {answer.reason.en !== '' && <ForeignText text={spoken(answer.reason)} />}
    </li>
  )
}
