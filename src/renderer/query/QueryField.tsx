import './QueryField.css'
import { History, Search, X } from 'lucide-react'
import { type KeyboardEvent, useEffect, useId, useLayoutEffect, useRef, useState } from 'react'
import type { Suggestion } from '../../contract/query.ts'
import { useActions } from '../actions/useActions.ts'
import { KeyHint } from '../kit/KeyHint.tsx'
import { usePreferences } from '../state/preferences.ts'
import { useReceipts, useServices } from '../state/services.ts'
import { useSpoken } from '../words/useSpoken.ts'
import { useWords } from '../words/useWords.ts'
import { completeQuery } from './completeQuery.ts'
import { QueryFault } from './QueryFault.tsx'
import { QueryPaint } from './QueryPaint.tsx'
import { RecentList } from './RecentList.tsx'
import { rememberQuery } from './recentQueries.ts'
import { SuggestionList, suggestionId } from './SuggestionList.tsx'
import { useQueryCheck } from './useQueryCheck.ts'
import { useSlow } from './useSlow.ts'
import { useSuggestions } from './useSuggestions.ts'

/** Earlier filters offered at once. */
const mostRecalled = 12
/** Milliseconds for which a filter stands before it is one that somebody may want again. */
const meantAfter = 2_000

export function QueryField() {
  const words = useWords()
  const spoken = useSpoken()
  const { receipts } = useServices()
  const { keysOf } = useActions()
  const listId = useId()
  const inForce = useReceipts(state => state.query)
  const state = useReceipts(state => state.queryState)
  const asked = state.kind === 'in-force' ? inForce : state.query
  const [draft, setDraft] = useState(asked)
  /** Only what somebody types here is asked for by itself. */
  const [typed, setTyped] = useState(false)
  const followed = useRef(asked)
  const [cursor, setCursor] = useState(0)
  const [completing, setCompleting] = useState(false)
  const [recalling, setRecalling] = useState(false)
  const recent = usePreferences(state => state.recentQueries)
  const [active, setActive] = useState(-1)
  const [completed, setCompleted] = useState<{ cursor: number } | null>(null)
  const field = useRef<HTMLInputElement>(null)
  const paint = useRef<HTMLDivElement>(null)
  const check = useQueryCheck(draft)
  const suggestions = useSuggestions(draft, cursor, completing && !recalling)
  const slow = useSlow(state.kind === 'checking' ? state.query : null)
  const recalled = recalling && recent.length > 0 ? recent.slice(0, mostRecalled) : null
  // While completions are offered, a draft is unfinished, not wrong.
  const problem = check?.valid === false && suggestions === null ? check.problem : null
  const echo = check?.valid === true ? spoken(check.echo) : ''

  useEffect(() => {
    const timer = setTimeout(() => rememberQuery(inForce), meantAfter)
    return () => clearTimeout(timer)
  }, [inForce])

  // Before anything else can happen: a key, or a filter chosen elsewhere, must find the draft and what is asked for at one.
  useLayoutEffect(() => {
    if (followed.current !== asked) {
      followed.current = asked
      setDraft(asked)
      setTyped(false)
    } else if (typed && check?.valid === true) receipts.setQuery(draft)
  }, [asked, typed, check, draft, receipts])

  // Only what was completed moves the cursor: a selection that somebody makes stays as they made it.
  useEffect(() => {
    if (completed === null) return
    field.current?.setSelectionRange(completed.cursor, completed.cursor)
    setCompleted(null)
  }, [completed])

  function type(text: string, at: number) {
    setDraft(text)
    setTyped(true)
    setCursor(at)
    setCompleting(true)
    setRecalling(false)
    setActive(-1)
  }

  function choose(item: Suggestion) {
    if (suggestions === null) return
    const next = completeQuery(draft, suggestions, item)
    type(next.query, next.cursor)
    setCompleted(next)
  }

  function recall(query: string) {
    setRecalling(false)
    setCompleting(false)
    setActive(-1)
    setDraft(query)
    receipts.setQuery(query)
    rememberQuery(query)
    field.current?.focus()
  }

  function onKeyDown(event: KeyboardEvent<HTMLInputElement>) {
    if (event.key === 'ArrowUp' && draft === '' && active === -1 && !recalling && recent.length > 0) {
      event.preventDefault()
      setRecalling(true)
      setActive(0)
      return
    }
    if (recalled !== null && navigate(event, recalled, recall)) return
    const items = suggestions?.items ?? []
    if (navigate(event, items, choose)) return
    if (event.key === 'Enter') {
      setCompleting(false)
      receipts.setQuery(draft)
      rememberQuery(draft)
    } else if (event.key === 'Escape' && (suggestions !== null || recalling)) {
      setCompleting(false)
      setRecalling(false)
      setActive(-1)
    } else if (event.key === 'Escape' || event.key === 'ArrowDown') {
      setDraft(asked)
      setTyped(false)
      document.querySelector<HTMLElement>('[role="grid"]')?.focus()
    }
  }

  /** Moves in a list below the field, or takes what is active in it; answers whether the key was for the list. */
  function navigate<T>(event: KeyboardEvent, items: readonly T[], take: (item: T) => void): boolean {
    const chosen = items[active]
    const move = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (items.length > 0 && move !== 0) {
      event.preventDefault()
      setActive((active + move + items.length + (active === -1 && move === -1 ? 1 : 0)) % items.length)
    } else if ((event.key === 'Enter' || event.key === 'Tab') && chosen !== undefined) {
      event.preventDefault()
      take(chosen)
    } else return false
    return true
  }

  function follow() {
    if (field.current === null) return
    setCursor(field.current.selectionStart ?? draft.length)
    if (paint.current !== null) paint.current.scrollLeft = field.current.scrollLeft
  }

  return (
    <search className={problem === null ? 'query' : 'query query-refused'}>
      <Search className="query-icon" aria-hidden />
      <div className="query-text">
        <QueryPaint ref={paint} query={draft} problem={problem} />
        <input
          ref={field}
          id="query"
          className="query-input mono"
          type="text"
          role="combobox"
          aria-label={words.query.label}
          aria-autocomplete="list"
          aria-expanded={suggestions !== null || recalled !== null}
          aria-controls={listId}
          aria-activedescendant={active === -1 ? undefined : suggestionId(listId, active)}
          aria-invalid={problem !== null}
          aria-describedby={problem === null ? undefined : 'query-fault'}
          placeholder={words.query.placeholder}
          autoComplete="off"
          autoCorrect="off"
          autoCapitalize="off"
          spellCheck={false}
          value={draft}
          onChange={event =>
            type(event.target.value, event.target.selectionStart ?? event.target.value.length)
          }
          onFocus={() => setCompleting(draft === '')}
          onBlur={() => {
            setCompleting(false)
            setRecalling(false)
          }}
          onScroll={follow}
          onSelect={follow}
          onKeyDown={onKeyDown}
        />
      </div>
      {slow ? (
        <>
          <span className="query-echo" role="status">
            {words.query.checking}
          </span>
          <button type="button" className="query-stop" onClick={receipts.keepQuery}>
            {words.query.stop}
          </button>
        </>
      ) : (
        <span className="query-echo" title={echo}>
          {echo}
        </span>
      )}
      {draft === '' ? (
        <>
          {recent.length > 0 && (
            <button
              type="button"
              className="query-recent"
              aria-label={words.query.showRecent}
              title={words.query.showRecent}
              onPointerDown={event => event.preventDefault()}
              onClick={() => {
                field.current?.focus()
                setActive(-1)
                setRecalling(!recalling)
              }}
            >
              <History aria-hidden />
            </button>
          )}
          {keysOf('focusQuery')
            .slice(0, 1)
            .map(chord => (
              <KeyHint key={chord} chord={chord} />
            ))}
        </>
      ) : (
        <button
          type="button"
          className="query-clear"
          aria-label={words.query.clear}
          onClick={() => {
            type('', 0)
            field.current?.focus()
          }}
        >
          <X aria-hidden />
        </button>
      )}
      {recalled !== null && <RecentList id={listId} queries={recalled} active={active} onChoose={recall} />}
      {suggestions !== null && (
        <SuggestionList id={listId} items={suggestions.items} active={active} onChoose={choose} />
      )}
      {suggestions === null && recalled === null && <QueryFault problem={problem} />}
    </search>
  )
}
