import { revealInline } from '../format/revealControls.ts'
import { useWords } from '../words/useWords.ts'
import { suggestionId } from './SuggestionList.tsx'

type Props = { id: string; queries: readonly string[]; active: number; onChoose: (query: string) => void }

/** Filters that were asked before, newest first. */
export function RecentList({ id, queries, active, onChoose }: Props) {
  const { query: words } = useWords()
  return (
    <div id={id} role="listbox" aria-label={words.recent} className="query-list">
      {queries.map((query, index) => (
        <div
          key={query}
          id={suggestionId(id, index)}
          role="option"
          aria-selected={index === active}
          tabIndex={-1}
          className="query-option"
          onPointerDown={event => {
            event.preventDefault()
            onChoose(query)
          }}
        >
          <span className="mono foreign query-option-text">{revealInline(query, 120)}</span>
        </div>
      ))}
    </div>
  )
}
