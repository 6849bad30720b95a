import { useState } from 'react'
import type { ReceiptId } from '../../contract/brand.ts'
import type { NearMiss } from '../../contract/push.ts'
import { formatCount } from '../format/numbers.ts'
import { formatClock } from '../format/times.ts'
import { Button } from '../kit/Button.tsx'
import { ForeignText } from '../kit/ForeignText.tsx'
import { PanelCard } from '../kit/PanelCard.tsx'
import { useLocale, useWords } from '../words/useWords.ts'
import { BudgetBar } from './BudgetBar.tsx'

const shownAtFirst = 8

type Props = { nearMisses: readonly NearMiss[]; onChoose: (id: ReceiptId) => void }

/** Answers that took most of their sender's patience, or all of it; each leads to its message. */
export function NearMissesCard({ nearMisses, onChoose }: Props) {
  const { pushes: words } = useWords()
  const locale = useLocale()
  const [all, setAll] = useState(false)
  if (nearMisses.length === 0) return null
  const shown = all ? nearMisses : nearMisses.slice(0, shownAtFirst)
  return (
    <PanelCard title={words.nearMisses} hint={words.nearMissesHint}>
      <ul>
        {shown.map(({ id, attempt, receivedAt, path, by, milliseconds, budget }) => (
          <li key={attempt}>
            <button type="button" className="near-miss" onClick={() => onChoose(id)}>
              <span className="dim">{formatClock(receivedAt, locale)}</span>
              <span className="near-miss-path mono">
                <ForeignText text={path} />
              </span>
              <span className="dim">{words.slowBy[by]}</span>
              <BudgetBar milliseconds={milliseconds} budget={budget} />
            </button>
          </li>
        ))}
      </ul>
      {shown.length < nearMisses.length && (
        <Button onClick={() => setAll(true)}>
          {words.earlier(formatCount(nearMisses.length - shown.length, locale))}
        </Button>
      )}
    </PanelCard>
  )
}
