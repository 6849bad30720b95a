import './ViewTabs.css'
import { Plus, X } from 'lucide-react'
import { useState } from 'react'
import { formatCount } from '../format/numbers.ts'
import { revealInline } from '../format/revealControls.ts'
import { Button } from '../kit/Button.tsx'
import { IconButton } from '../kit/IconButton.tsx'
import { takeFocus } from '../kit/takeFocus.ts'
import { useProgram, useReceipts, useServices } from '../state/services.ts'
import { useTell } from '../state/useTell.ts'
import { useLocale, useWords } from '../words/useWords.ts'
import { useViews } from './views.ts'

export function ViewTabs() {
  const words = useWords()
  const locale = useLocale()
  const { client, receipts } = useServices()
  const tell = useTell()
  const query = useReceipts(state => state.query)
  const stored = useProgram(state => state.status?.store.rows)
  const { views, counts } = useViews()
  const isNew = query.trim() !== '' && !views.some(view => view.query === query)
  return (
    <div className="views">
      {views.map(view => {
        const count = view.query === '' ? stored : counts.get(view.query)
        const selected = query === view.query
        return (
          <span key={view.id ?? view.query} className="view">
            <button
              type="button"
              className="view-button"
              aria-pressed={selected}
              title={view.query}
              onClick={() => receipts.setQuery(view.query)}
            >
              {revealInline(view.name, 40)}{' '}
              {count !== undefined && <span className="view-count">{formatCount(count, locale)}</span>}
            </button>
            {view.id !== null && selected && (
              <IconButton
                label={words.view.remove(view.name)}
                icon={<X aria-hidden />}
                onClick={() => view.id !== null && client.call('views.remove', { id: view.id }).catch(tell)}
              />
            )}
          </span>
        )
      })}
      {isNew && <SaveView key={query} query={query} />}
    </div>
  )
}

function SaveView({ query }: { query: string }) {
  const { view: words } = useWords()
  const { client } = useServices()
  const tell = useTell()
  const [naming, setNaming] = useState(false)
  if (!naming) {
    return (
      <Button look="quiet" icon={<Plus aria-hidden />} onClick={() => setNaming(true)}>
        {words.save}
      </Button>
    )
  }
  return (
    <form
      className="view-form"
      onSubmit={event => {
        event.preventDefault()
        const name = new FormData(event.currentTarget).get('name')
        if (typeof name === 'string' && name.trim() !== '')
          client.call('views.save', { id: null, name: name.trim(), query }).catch(tell)
        setNaming(false)
      }}
      onKeyDown={event => {
        if (event.key === 'Escape') setNaming(false)
      }}
    >
      <input
        ref={takeFocus}
        name="name"
        className="text-field"
        aria-label={words.nameLabel}
        placeholder={words.nameLabel}
        maxLength={40}
      />
      <Button type="submit">{words.save}</Button>
    </form>
  )
}
