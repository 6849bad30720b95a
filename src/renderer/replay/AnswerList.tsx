import { useState } from 'react'
import type { KeptAnswer } from '../../contract/replay.ts'
import { LineDiff } from '../compare/LineDiff.tsx'
import { decodeBase64 } from '../format/base64.ts'
import { formatDuration } from '../format/numbers.ts'
import { formatInstant } from '../format/times.ts'
import { Button } from '../kit/Button.tsx'
import { Chip } from '../kit/Chip.tsx'
import { ForeignText } from '../kit/ForeignText.tsx'
import { useSpoken } from '../words/useSpoken.ts'
import { useLocale, useWords } from '../words/useWords.ts'
import { AnswerChip } from './AnswerChip.tsx'

/** Every answer beside the one that the same address gave before. */
export function AnswerList({ answers }: { answers: readonly KeptAnswer[] }) {
  const { replay: words } = useWords()
  return (
    <section>
      <h3 className="section-title">{words.answers}</h3>
      {answers.length === 0 ? (
        <p className="dim replay-none">{words.noAnswers}</p>
      ) : (
        <ol className="replay-answers">
          {answers.map((answer, place) => (
            <Answer
              key={answer.id}
              answer={answer}
              before={answers.slice(place + 1).find(({ url }) => url === answer.url) ?? null}
            />
          ))}
        </ol>
      )}
    </section>
  )
}

function Answer({ answer, before }: { answer: KeptAnswer; before: KeptAnswer | null }) {
  const { replay: words } = useWords()
  const spoken = useSpoken()
  const locale = useLocale()
  const [comparing, setComparing] = useState(false)
  return (
    <li>
      <div className="replay-answer-head">
        <AnswerChip status={answer.status} />
        <span className="dim">{words.answeredIn(formatDuration(answer.milliseconds, locale))}</span>
        <Difference answer={answer} before={before} />
        <time className="faint">{formatInstant(answer.at, locale)}</time>
      </div>
      <p className="mono faint replay-url">
        <ForeignText text={answer.url} />
      </p>
      {answer.reason.en !== '' && (
        <p>
          <ForeignText text={spoken(answer.reason)} />
        </p>
      )}
      {before !== null && (
        <Button look="quiet" aria-expanded={comparing} onClick={() => setComparing(!comparing)}>
          {comparing ? words.hideComparison : words.compare}
        </Button>
      )}
      {comparing && before !== null && <Comparison answer={answer} before={before} />}
    </li>
  )
}

function Difference({ answer, before }: { answer: KeptAnswer; before: KeptAnswer | null }) {
  const { replay: words } = useWords()
  if (before === null) return null
  if (before.status !== answer.status) {
    return (
      <Chip tone="wait">
        {words.otherStatus(before.status === null ? words.noAnswer : String(before.status))}
      </Chip>
    )
  }
  if (before.body !== answer.body) return <Chip tone="wait">{words.otherBody}</Chip>
  return <Chip>{words.sameAnswer}</Chip>
}

function Comparison({ answer, before }: { answer: KeptAnswer; before: KeptAnswer }) {
  const { replay: words } = useWords()
  const locale = useLocale()
  const [left, right] = [textOf(before), textOf(answer)]
  const named = (title: string, { status, milliseconds }: KeptAnswer) => (
    <div>
      <dt>{title}</dt>
      <dd>
        <AnswerChip status={status} /> {words.answeredIn(formatDuration(milliseconds, locale))}
      </dd>
    </div>
  )
  return (
    <div className="replay-comparison">
      <dl className="panel-fields">
        {named(words.before, before)}
        {named(words.now, answer)}
      </dl>
      <h4 className="section-title">{words.bodyStart}</h4>
      {left === '' && right === '' ? (
        <p className="dim">{words.noBody}</p>
      ) : (
        <LineDiff left={left} right={right} names={[words.before, words.now]} stacked />
      )}
    </div>
  )
}

const textOf = ({ body }: KeptAnswer) => (body === null ? '' : new TextDecoder().decode(decodeBase64(body)))
