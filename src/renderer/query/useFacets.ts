import { useEffect, useState } from 'react'
import type { Facet, FacetField } from '../../contract/query.ts'
import { useConnection, useReceipts, useServices } from '../state/services.ts'
import { readFacet, withoutFacet } from './facetTerms.ts'

/** Milliseconds between two counts while rows go on arriving. */
const every = 5_000
const mostValues = 12

export const facetFields = [
  'status',
  'errCode',
  'carrier',
  'via',
  'kind',
  'source',
  'account',
  'parts',
] as const satisfies readonly FacetField[]

export type Facets = { facets: readonly Facet[]; partial: boolean }

/** Values and how many rows have them; a field that is filtered by shows what there would be without that filter. */
export function useFacets(): Facets | null {
  const { client, receipts } = useServices()
  const query = useReceipts(state => state.query)
  const connected = useConnection().kind === 'open'
  const [known, setKnown] = useState<Facets | null>(null)
  useEffect(() => {
    if (!connected) return
    const controller = new AbortController()
    let timer: ReturnType<typeof setTimeout>
    const ask = (query: string, fields: FacetField[]) =>
      client.call('receipts.facets', { query, fields, limit: mostValues }, { signal: controller.signal })

    async function look() {
      const { version } = receipts.store.getState()
      try {
        const filtered = facetFields.filter(field => {
          const { included, excluded } = readFacet(query, field)
          return included.length + excluded.length > 0
        })
        const others = facetFields.filter(field => !filtered.includes(field))
        const answers = await Promise.all([
          ask(query, others),
          ...filtered.map(field => ask(withoutFacet(query, field), [field])),
        ])
        setKnown({
          facets: answers.flatMap(({ facets }) => facets),
          partial: answers.some(({ partial }) => partial),
        })
      } catch {
        // The table says what is wrong; the next look tries again.
      }
      if (!controller.signal.aborted) wait(version)
    }

    function wait(version: number) {
      timer = setTimeout(() => {
        const isSeen = document.visibilityState === 'visible'
        if (isSeen && receipts.store.getState().version !== version) void look()
        else wait(version)
      }, every)
    }

    void look()
    return () => {
      controller.abort()
      clearTimeout(timer)
    }
  }, [client, receipts, query, connected])
  return known
}
