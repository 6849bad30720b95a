import { CircleAlert } from 'lucide-react'
import type { QueryProblem } from '../../contract/query.ts'
import { ForeignText } from '../kit/ForeignText.tsx'
import { useReceipts } from '../state/services.ts'
import { useSpoken } from '../words/useSpoken.ts'
import { useWords } from '../words/useWords.ts'

/** What is wrong with the draft, or why the core refused it, and what goes on being shown meanwhile. */
export function QueryFault({ problem }: { problem: QueryProblem | null }) {
  const { query: words } = useWords()
  const spoken = useSpoken()
  const inForce = useReceipts(state => state.query)
  const refused = useReceipts(state => (state.queryState.kind === 'refused' ? state.queryState.error : null))
  const { message, hint } = problem ?? refused?.said ?? {}
  if (message === undefined) return null
  return (
    <div id="query-fault" className="query-error" role="status">
      <CircleAlert aria-hidden />
      <div>
        <p>
          <ForeignText text={spoken(message)} />
          {problem !== null && <span className="faint">{words.atCharacter(problem.at + 1)}</span>}
        </p>
        {hint && <p className="dim">{spoken(hint)}</p>}
        <p className="faint">{inForce === '' ? words.stillAll : words.stillInForce(inForce)}</p>
      </div>
    </div>
  )
}
