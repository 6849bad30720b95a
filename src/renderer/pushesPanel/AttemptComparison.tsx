import { useState } from 'react'
import type { Instant } from '../../contract/brand.ts'
import type { PushAttempt } from '../../contract/push.ts'
import { PairComparison } from '../compare/PairComparison.tsx'
import { decodeBase64 } from '../format/base64.ts'
import { formatCount, formatDuration } from '../format/numbers.ts'
import { formatClock, formatInstant } from '../format/times.ts'
import { PanelCard } from '../kit/PanelCard.tsx'
import { Select } from '../kit/Select.tsx'
import { useLocale, useWords } from '../words/useWords.ts'
import { type AttemptField, compareAttempts } from './compareAttempts.ts'

/** Two attempts at one message beside each other; the last two unless others are chosen. */
export function AttemptComparison({ attempts }: { attempts: readonly PushAttempt[] }) {
  const { pushes: words } = useWords()
  const [open, setOpen] = useState(false)
  return (
    <PanelCard title={words.compare}>
      <details className="pushes-more" onToggle={event => setOpen(event.currentTarget.open)}>
        <summary>{words.compareHint}</summary>
        {open && <Chosen attempts={attempts} />}
      </details>
    </PanelCard>
  )
}

function Chosen({ attempts }: { attempts: readonly PushAttempt[] }) {
  const { pushes: words } = useWords()
  const locale = useLocale()
  const [chosen, setChosen] = useState<readonly [number | null, number | null]>([null, null])
  const find = (id: number | null, usual: number) =>
    attempts.find(attempt => attempt.id === id) ?? attempts.at(usual)
  const [left, right] = [find(chosen[0], -2), find(chosen[1], -1)]
  if (left === undefined || right === undefined) return null
  const nameOf = (attempt: PushAttempt) =>
    words.attempt(String(attempts.indexOf(attempt) + 1), formatClock(attempt.receivedAt, locale))
  const say = (field: AttemptField, text: string | null) => sayField(field, text, words.yes, locale)
  const options = attempts.map(attempt => ({ value: String(attempt.id), title: nameOf(attempt) }))
  return (
    <>
      <div className="pushes-pair">
        <Select
          label={words.compareLeft}
          value={String(left.id)}
          options={options}
          onChange={id => setChosen([Number(id), chosen[1]])}
        />
        <Select
          label={words.compareRight}
          value={String(right.id)}
          options={options}
          onChange={id => setChosen([chosen[0], Number(id)])}
        />
      </div>
      <PairComparison
        key={`${left.id} ${right.id}`}
        names={[nameOf(left), nameOf(right)]}
        fields={compareAttempts(left, right).map(pair => ({
          key: pair.field,
          name: words.field[pair.field],
          left: say(pair.field, pair.left),
          right: say(pair.field, pair.right),
          same: pair.same,
        }))}
        headers={[left.headers, right.headers]}
        texts={[textOf(left), textOf(right)]}
        raws={[left.raw, right.raw]}
      />
    </>
  )
}

/** A field as the window says it; what has no way of its own stays as it was received. */
function sayField(field: AttemptField, text: string | null, yes: string, locale: string): string | null {
  if (text === null) return null
  switch (field) {
    case 'receivedAt':
      return formatInstant(Date.parse(text) as Instant, locale)
    case 'answerTime':
    case 'forwardTime':
      return formatDuration(Number(text), locale)
    case 'size':
      return formatCount(Number(text), locale)
    case 'truncated':
    case 'replayed':
      return yes
    case 'peer':
    case 'requestLine':
    case 'requestId':
    case 'verdict':
    case 'answer':
    case 'forward':
      return text
    default:
      return field satisfies never
  }
}

const textOf = ({ raw }: PushAttempt) => new TextDecoder().decode(decodeBase64(raw))
