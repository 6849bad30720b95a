import { Signature } from 'lucide-react'
import type { ReceiptId } from '../../contract/brand.ts'
import type { PushAttempt } from '../../contract/push.ts'
import { openInBench } from '../bench/benchStore.ts'
import { formatClock } from '../format/times.ts'
import { Button } from '../kit/Button.tsx'
import { Chip } from '../kit/Chip.tsx'
import { ForeignText } from '../kit/ForeignText.tsx'
import { PanelCard } from '../kit/PanelCard.tsx'
import { useSpoken } from '../words/useSpoken.ts'
import { useLocale, useWords } from '../words/useWords.ts'
import { BudgetBar } from './BudgetBar.tsx'

type Props = { id: ReceiptId; attempt: PushAttempt; place: number; budget: number }

const longestShownBody = 2000

/** One delivery: what was answered here and what the developer's own service said, each against the sender's patience. */
export function AttemptCard({ id, attempt, place, budget }: Props) {
  const { pushes: words, bench } = useWords()
  const locale = useLocale()
  const spoken = useSpoken()
  const { answer, forward, receivedAt } = attempt
  const title = words.attempt(String(place), formatClock(receivedAt, locale))
  return (
    <PanelCard
      title={title}
      end={
        <Button
          look="quiet"
          icon={<Signature aria-hidden />}
          onClick={() => openInBench({ kind: 'push', id, attempt: attempt.id })}
        >
          {bench.openPush}
          <span className="visually-hidden">: {title}</span>
        </Button>
      }
    >
      <div className="pushes-answers">
        <section>
          <h3 className="section-title">
            {words.ours} <Status status={answer.status} />
          </h3>
          {attempt.id !== 0 && <BudgetBar milliseconds={answer.milliseconds} budget={budget} />}
          <p className="dim">
            <ForeignText text={spoken(answer.reason)} />
          </p>
        </section>
        <section>
          {forward === null ? (
            <>
              <h3 className="section-title">{words.theirs}</h3>
              <p className="dim">{words.notForwarded}</p>
            </>
          ) : (
            <>
              <h3 className="section-title">
                {words.theirs}{' '}
                <Status status={forward.outcome.kind === 'answered' ? forward.outcome.status : null} />
              </h3>
              <BudgetBar milliseconds={forward.milliseconds} budget={budget} />
              <p className="faint mono">
                <ForeignText text={forward.url} />
              </p>
              <pre className="pushes-body dim">
                <ForeignText
                  text={
                    forward.outcome.kind === 'answered'
                      ? forward.outcome.body.slice(0, longestShownBody)
                      : spoken(forward.outcome.reason)
                  }
                  multiline
                />
              </pre>
            </>
          )}
        </section>
      </div>
    </PanelCard>
  )
}

function Status({ status }: { status: number | null }) {
  const { pushes: words } = useWords()
  if (status === null) return <Chip tone="bad">{words.noAnswer}</Chip>
  return <Chip tone={status < 300 ? 'ok' : 'bad'}>{String(status)}</Chip>
}
