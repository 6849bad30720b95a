import { TriangleAlert } from 'lucide-react'
import { useState } from 'react'
import type { Output } from '../../contract/api.ts'
import type { ApiError } from '../../contract/apiError.ts'
import type { AccountId, CompensationId } from '../../contract/brand.ts'
import type { DayComparison, DayCount } from '../../contract/compensation.ts'
import { formatCount } from '../format/numbers.ts'
import { formatDay } from '../format/times.ts'
import { useShowRows } from '../insights/useShowRows.ts'
import { Button } from '../kit/Button.tsx'
import { FormProblem } from '../kit/FormProblem.tsx'
import { PanelCard } from '../kit/PanelCard.tsx'
import { Segmented } from '../kit/Segmented.tsx'
import { useServices } from '../state/services.ts'
import { useLocale, useWords } from '../words/useWords.ts'
import { adviceFor } from './adviceFor.ts'
import { daySpan, lastDays } from './chinaDay.ts'

const spans = ['1', '7', '30'] as const
type Span = (typeof spans)[number]

type Props = { account: AccountId | null; onStarted: (id: CompensationId) => void }

/** The service's daily sums beside ours: where they agree, nothing was missed. */
export function DaysCard({ account, onStarted }: Props) {
  const { reconcile: words } = useWords()
  const { client } = useServices()
  const [span, setSpan] = useState<Span>('7')
  const [busy, setBusy] = useState(false)
  const [answer, setAnswer] = useState<Output<'compensation.compare'> | null>(null)
  const [problem, setProblem] = useState<ApiError | null>(null)

  async function compare(id: AccountId) {
    setBusy(true)
    setProblem(null)
    try {
      const input = { account: id, ...lastDays(Date.now(), Number(span)) }
      setAnswer(await client.call('compensation.compare', input))
    } catch (error) {
      setAnswer(null)
      setProblem(error as ApiError)
    }
    setBusy(false)
  }

  async function ask(id: AccountId, day: string) {
    const { from, to } = daySpan(day)
    const query = `is:unreported sent>=${from} sent<${to}`
    try {
      const input = { account: id, sends: [], query, unreportedAfterMs: null }
      onStarted((await client.call('compensation.start', input)).id)
    } catch (error) {
      setProblem(error as ApiError)
    }
  }

  return (
    <PanelCard
      title={words.daysTitle}
      hint={words.daysHint}
      end={
        <Button
          disabled={account === null}
          busy={busy}
          onClick={() => account !== null && void compare(account)}
        >
          {busy ? words.comparing : words.compare}
        </Button>
      }
    >
      <Segmented
        label={words.daysSpan}
        options={spans.map(value => ({ value, title: words.lastDays[value] }))}
        value={span}
        onChange={setSpan}
      />
      <div role="status">
        {answer !== null && (
          <p className="dim">
            {answer.days.length === 0
              ? words.noDays
              : answer.days.every(({ difference }) => difference === null)
                ? words.allAgree
                : words.someDiffer}{' '}
            {answer.partial && words.partial}
          </p>
        )}
      </div>
      {answer !== null && answer.days.length > 0 && (
        <DaysTable days={answer.days} onAsk={account === null ? null : day => void ask(account, day)} />
      )}
      <FormProblem problem={problem} />
    </PanelCard>
  )
}

type TableProps = { days: readonly DayComparison[]; onAsk: ((day: string) => void) | null }

const kinds = ['sent', 'delivered', 'failed', 'unreported'] as const satisfies (keyof DayCount)[]

function DaysTable({ days, onAsk }: TableProps) {
  const { reconcile: words } = useWords()
  const locale = useLocale()
  const showRows = useShowRows()
  return (
    <div className="insights-scroll">
      <table className="insights-table reconcile-table">
        <caption className="faint">{words.daysCaption}</caption>
        <thead>
          <tr>
            <th scope="col">{words.day}</th>
            {kinds.map(kind => (
              <th key={kind} scope="col">
                {words.count[kind]}
              </th>
            ))}
          </tr>
        </thead>
        {days.map(comparison => {
          const { day, theirs, ours, difference } = comparison
          const advice = adviceFor(comparison)
          const { from, to } = daySpan(day)
          return (
            <tbody key={day} className={difference === null ? '' : 'reconcile-differs'}>
              <tr>
                <th scope="row">
                  <button
                    type="button"
                    className="insights-link"
                    onClick={() => showRows(`kind:report sent>=${from} sent<${to}`)}
                  >
                    {formatDay(day, locale)}
                  </button>
                </th>
                {kinds.map(kind => (
                  <td key={kind} className={theirs[kind] === ours[kind] ? '' : 'reconcile-unequal'}>
                    {formatCount(ours[kind], locale)} / {formatCount(theirs[kind], locale)}
                  </td>
                ))}
              </tr>
              {advice !== null && (
                <tr>
                  <td colSpan={kinds.length + 1} className="reconcile-advice">
                    <TriangleAlert aria-hidden /> {words.advice[advice]}{' '}
                    {advice === 'ask' && onAsk !== null && (
                      <Button look="quiet" onClick={() => onAsk(day)}>
                        {words.askDay}
                      </Button>
                    )}
                  </td>
                </tr>
              )}
            </tbody>
          )
        })}
      </table>
    </div>
  )
}
