import { X } from 'lucide-react'
import { formatCount } from '../format/numbers.ts'
import { IconButton } from '../kit/IconButton.tsx'
import { whichOf } from '../receipts/choice.ts'
import { useChosenCount } from '../receipts/useChosenCount.ts'
import { useReceipts } from '../state/services.ts'
import { setShell } from '../state/shell.ts'
import { useLocale, useWords } from '../words/useWords.ts'
import { ReplayForm } from './ReplayForm.tsx'

/** Sends everything that is chosen; stands where the inspector would. */
export function ChoiceReplay() {
  const { replay: words, choice } = useWords()
  const locale = useLocale()
  const chosen = useReceipts(state => state.chosen)
  const { count } = useChosenCount()
  return (
    <div className="choice-replay">
      <header>
        <h2>{words.title(count, formatCount(count, locale))}</h2>
        <IconButton
          label={choice.closeReplay}
          keys={['Escape']}
          icon={<X aria-hidden />}
          onClick={() => setShell({ task: 'none' })}
        />
      </header>
      <div className="inspector-body">
        <ReplayForm what={whichOf(chosen)} count={count} detail={null} />
      </div>
    </div>
  )
}
