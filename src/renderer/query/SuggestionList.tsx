import type { Suggestion } from '../../contract/query.ts'
import { formatCount } from '../format/numbers.ts'
import { revealInline } from '../format/revealControls.ts'
import { useSpoken } from '../words/useSpoken.ts'
import { useLocale, useWords } from '../words/useWords.ts'

type Props = { id: string; items: Suggestion[]; active: number; onChoose: (item: Suggestion) => void }

export const suggestionId = (list: string, index: number) => `${list}-${index}`

export function SuggestionList({ id, items, active, onChoose }: Props) {
  const words = useWords()
  const locale = useLocale()
  const spoken = useSpoken()
  return (
    <div id={id} role="listbox" aria-label={words.query.suggestions} className="query-list">
      {[...items.entries()].map(([index, item]) => {
        const label = spoken(item.label)
        return (
          <div
            key={item.insert}
            id={suggestionId(id, index)}
            role="option"
            aria-selected={index === active}
            tabIndex={-1}
            className="query-option"
            onPointerDown={event => {
              event.preventDefault()
              onChoose(item)
            }}
          >
            <span className="mono foreign">{revealInline(item.insert, 60)}</span>
            {label !== item.insert && (
              <span className="query-option-label foreign">{revealInline(label, 60)}</span>
            )}
            {item.count !== null && (
              <span className="query-option-count">{formatCount(item.count, locale)}</span>
            )}
          </div>
        )
      })}
    </div>
  )
}
