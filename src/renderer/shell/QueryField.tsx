import './QueryField.css'
import { CircleAlert, Search, X } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { useActions } from '../actions/useActions.ts'
import { KeyHint } from '../kit/KeyHint.tsx'
import { queryTokens } from '../receipts/queryTokens.ts'
import { useReceipts, useServices } from '../state/services.ts'
import { useWords } from '../words/useWords.ts'

/** Milliseconds without a key before what was typed is asked for. */
const typingRest = 180

export function QueryField() {
  const words = useWords()
  const { receipts } = useServices()
  const { keysOf } = useActions()
  const inForce = useReceipts(state => state.query)
  const queryState = useReceipts(state => state.queryState)
  const [draft, setDraft] = useState(inForce)
  const field = useRef<HTMLInputElement>(null)
  const paint = useRef<HTMLDivElement>(null)
  const asked = queryState.kind === 'in-force' ? inForce : queryState.query
  const refused = queryState.kind === 'refused' && queryState.query === draft ? queryState.error : null

  useEffect(() => setDraft(asked), [asked])

  useEffect(() => {
    if (draft === asked) return
    const timer = setTimeout(() => receipts.setQuery(draft), typingRest)
    return () => clearTimeout(timer)
  }, [draft, asked, receipts])

  const follow = () => {
    if (paint.current !== null && field.current !== null) paint.current.scrollLeft = field.current.scrollLeft
  }

  return (
    <search className={refused === null ? 'query' : 'query query-refused'}>
      <Search className="query-icon" aria-hidden />
      <div className="query-text">
        <div ref={paint} className="query-paint mono" aria-hidden>
          {[...queryTokens(draft).entries()].map(([place, token]) => (
            <span key={place} className={`query-${token.kind}`}>
              {token.text}
            </span>
          ))}
        </div>
        <input
          ref={field}
          id="query"
          className="query-input mono"
          type="text"
          aria-label={words.query.label}
          aria-invalid={refused !== null}
          aria-describedby={refused === null ? undefined : 'query-error'}
          placeholder={words.query.placeholder}
          autoComplete="off"
          autoCorrect="off"
          autoCapitalize="off"
          spellCheck={false}
          value={draft}
          onChange={event => setDraft(event.target.value)}
          onScroll={follow}
          onSelect={follow}
          onKeyDown={event => {
            if (event.key === 'Enter') receipts.setQuery(draft)
            if (event.key === 'Escape' && draft !== '') setDraft('')
            else if (event.key === 'Escape' || event.key === 'ArrowDown') focusTable()
          }}
        />
      </div>
      {queryState.kind === 'checking' && asked !== '' && (
        <span className="query-echo">{words.query.checking}</span>
      )}
      {draft === '' ? (
        keysOf('focusQuery')
          .slice(0, 1)
          .map(chord => <KeyHint key={chord} chord={chord} />)
      ) : (
        <button
          type="button"
          className="query-clear"
          aria-label={words.query.clear}
          onClick={() => {
            setDraft('')
            receipts.setQuery('')
            field.current?.focus()
          }}
        >
          <X aria-hidden />
        </button>
      )}
      {refused !== null && (
        <div id="query-error" className="query-error" role="status">
          <CircleAlert aria-hidden />
          <div>
            <p>{refused.message}</p>
            {refused.hint !== null && <p className="dim">{refused.hint}</p>}
            <p className="faint">
              {inForce === '' ? words.query.stillAll : words.query.stillInForce(inForce)}
            </p>
          </div>
        </div>
      )}
    </search>
  )
}

const focusTable = () => document.querySelector<HTMLElement>('[role="grid"]')?.focus()
