import './FacetSidebar.css'
import { Ban, X } from 'lucide-react'
import type { MouseEvent } from 'react'
import type { Facet, FacetField } from '../../contract/query.ts'
import { formatCount } from '../format/numbers.ts'
import { revealInline } from '../format/revealControls.ts'
import { IconButton } from '../kit/IconButton.tsx'
import { wantedQuery } from '../receipts/receiptsState.ts'
import { useCarrierName } from '../receipts/useCarrierName.ts'
import { setPreferences } from '../state/preferences.ts'
import { useReceipts, useServices } from '../state/services.ts'
import { useLocale, useWords } from '../words/useWords.ts'
import { readFacet, toggleFacet, withoutFacet } from './facetTerms.ts'
import { facetFields, useFacets } from './useFacets.ts'

/** What the result is made of; a click narrows the query to a value, with Alt or Shift it leaves the value out. */
export function FacetSidebar() {
  const { facets: words } = useWords()
  const known = useFacets()
  return (
    <section className="facets" aria-label={words.title} aria-busy={known === null}>
      <header>
        <h2>{words.title}</h2>
        <IconButton
          label={words.hide}
          icon={<X aria-hidden />}
          onClick={() => setPreferences({ facets: false })}
        />
      </header>
      <p className="faint facets-hint">{words.hint}</p>
      {known?.partial === true && <p className="facets-partial">{words.partial}</p>}
      {facetFields.map(field => {
        const facet = known?.facets.find(facet => facet.field === field)
        return facet === undefined ? null : <Group key={field} facet={facet} />
      })}
    </section>
  )
}

function Group({ facet: { field, values } }: { facet: Facet }) {
  const { facets: words } = useWords()
  const { receipts } = useServices()
  const query = useReceipts(wantedQuery)
  const { included, excluded } = readFacet(query, field)
  const missing = [...included, ...excluded].filter(value => values.every(other => other.value !== value))
  const isFiltered = included.length + excluded.length > 0
  // A field that has one value, or none, tells nothing.
  if (values.length + missing.length < 2 && !isFiltered) return null
  return (
    <details open className="facet">
      <summary>{words.field[field]}</summary>
      {isFiltered && (
        <button
          type="button"
          className="facet-clear"
          onClick={() => receipts.setQuery(withoutFacet(query, field))}
        >
          {words.clear}
          <span className="visually-hidden"> {words.field[field]}</span>
        </button>
      )}
      <ul>
        {[...values, ...missing.map(value => ({ value, count: 0 }))].map(({ value, count }) => (
          <Value
            key={`${value === null} ${value}`}
            field={field}
            value={value}
            count={count}
            state={included.includes(value) ? 'included' : excluded.includes(value) ? 'excluded' : 'neither'}
          />
        ))}
      </ul>
    </details>
  )
}

type ValueProps = {
  field: FacetField
  value: string | null
  count: number
  state: 'included' | 'excluded' | 'neither'
}

function Value({ field, value, count, state }: ValueProps) {
  const { facets: words } = useWords()
  const locale = useLocale()
  const { receipts } = useServices()
  const name = useValueName(field, value)
  const toggle = (how: 'include' | 'exclude') =>
    receipts.setQuery(toggleFacet(wantedQuery(receipts.store.getState()), field, value, how))
  return (
    <li className={`facet-value facet-${state}`}>
      <button
        type="button"
        className="facet-include"
        aria-pressed={state === 'included'}
        title={name}
        onClick={(event: MouseEvent) => toggle(event.altKey || event.shiftKey ? 'exclude' : 'include')}
      >
        <span className="facet-name foreign">{name}</span>
        {state === 'excluded' && <span className="visually-hidden"> ({words.excluded})</span>}
        <span className="facet-count">{formatCount(count, locale)}</span>
      </button>
      <button
        type="button"
        className="facet-exclude"
        aria-pressed={state === 'excluded'}
        aria-label={words.exclude(name)}
        title={words.exclude(name)}
        onClick={() => toggle('exclude')}
      >
        <Ban aria-hidden />
      </button>
    </li>
  )
}

function useValueName(field: FacetField, value: string | null): string {
  const { facets: words, status, kind, via } = useWords()
  const carrierName = useCarrierName()
  if (value === null) return words.without
  const named: Record<string, string> = { status, kind, via }[field as string] ?? {}
  if (Object.hasOwn(named, value)) return named[value] ?? value
  return revealInline(field === 'carrier' ? carrierName(value) : value, 80)
}
