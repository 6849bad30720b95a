import { formatCount } from '../format/numbers.ts'
import { useLocale, useWords } from '../words/useWords.ts'

/** The limit stands at four fifths of the bar, so that what came too late can be seen to. */
const limitAt = 80
const nearShare = 0.8

/** How much of its sender's patience an answer took; the same in words beside it, to the millisecond. */
export function BudgetBar({ milliseconds, budget }: { milliseconds: number; budget: number }) {
  const { pushes: words } = useWords()
  const locale = useLocale()
  const share = milliseconds / budget
  const kind = share > 1 ? 'late' : share >= nearShare ? 'near' : 'good'
  return (
    <div className={`budget budget-${kind}`}>
      <div className="budget-bar" aria-hidden>
        <span className="budget-used" style={{ width: `${Math.min(100, share * limitAt)}%` }} />
        <span className="budget-limit" style={{ left: `${limitAt}%` }} />
      </div>
      <span className="budget-text">
        {words.ofBudget(formatCount(Math.round(milliseconds), locale), formatCount(budget, locale))}
        {kind !== 'good' && <b> · {words.budget[kind]}</b>}
      </span>
    </div>
  )
}
