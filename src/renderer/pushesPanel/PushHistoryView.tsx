import { useState } from 'react'
import type { ReceiptRow } from '../../contract/receipt.ts'
import { formatCount } from '../format/numbers.ts'
import { Button } from '../kit/Button.tsx'
import { FormProblem } from '../kit/FormProblem.tsx'
import { useLocale, useWords } from '../words/useWords.ts'
import { AttemptCard } from './AttemptCard.tsx'
import { AttemptComparison } from './AttemptComparison.tsx'
import { ScheduleCard } from './ScheduleCard.tsx'
import { useHistory } from './usePushes.ts'

const shownAtFirst = 10

/** All attempts at one message: on the line of time, two of them compared, then one by one, newest first. */
export function PushHistoryView({ row }: { row: Pick<ReceiptRow, 'id' | 'rev'> }) {
  const { pushes: words } = useWords()
  const locale = useLocale()
  const { history, problem } = useHistory(row)
  const [all, setAll] = useState(false)
  if (problem !== null) return <FormProblem problem={problem} />
  if (history === null) return <p className="dim">{words.loading}</p>
  const { attempts, budget } = history
  const newestFirst = [...attempts.entries()].reverse()
  const shown = all ? newestFirst : newestFirst.slice(0, shownAtFirst)
  return (
    <>
      <ScheduleCard history={history} />
      {attempts.length > 1 && <AttemptComparison attempts={attempts} />}
      {shown.map(([place, attempt]) => (
        <AttemptCard key={attempt.id} id={row.id} attempt={attempt} place={place + 1} budget={budget} />
      ))}
      {shown.length < attempts.length && (
        <Button onClick={() => setAll(true)}>
          {words.earlier(formatCount(attempts.length - shown.length, locale))}
        </Button>
      )}
    </>
  )
}
