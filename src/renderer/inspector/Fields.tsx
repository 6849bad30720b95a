import { ListFilter } from 'lucide-react'
import type { ReactNode } from 'react'
import { Copyable } from '../kit/Copyable.tsx'
import { ForeignText } from '../kit/ForeignText.tsx'
import { useServices } from '../state/services.ts'
import { useWords } from '../words/useWords.ts'

export type Field = { name: string; text: string; shown?: ReactNode; mono?: boolean; query?: string }

/** Characters of a value that are shown; the whole of it can be copied and stands in the body. */
const shownLength = 600

/** Names and values; every value can be copied as it is, not as it is shown. */
export function Fields({ fields }: { fields: Field[] }) {
  return (
    <dl className="fields">
      {fields.map(({ name, text, shown, mono = false, query }) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd className={mono ? 'mono' : ''}>
            <Copyable text={text} name={name}>
              {shown ?? (
                <ForeignText text={text.length > shownLength ? `${text.slice(0, shownLength)}…` : text} />
              )}
            </Copyable>
            {query !== undefined && <FilterButton name={name} query={query} />}
          </dd>
        </div>
      ))}
    </dl>
  )
}

function FilterButton({ name, query }: { name: string; query: string }) {
  const { inspector: words } = useWords()
  const { receipts } = useServices()
  return (
    <button
      type="button"
      className="copyable-button"
      aria-label={words.filterBy(name)}
      title={query}
      onClick={() => receipts.setQuery(query)}
    >
      <ListFilter aria-hidden />
    </button>
  )
}
