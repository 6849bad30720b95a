import { useEffect, useState } from 'react'
import type { QuerySuggestions } from '../../contract/query.ts'
import { useServices } from '../state/services.ts'

/** Milliseconds without a key before completions are asked for. */
const typingRest = 80

/** What could stand at the cursor, while `wanted`; null where nothing could or nobody asks. */
export function useSuggestions(query: string, cursor: number, wanted: boolean): QuerySuggestions | null {
  const { client } = useServices()
  const [answer, setAnswer] = useState<{
    query: string
    cursor: number
    suggestions: QuerySuggestions
  } | null>(null)
  useEffect(() => {
    if (!wanted) return
    const controller = new AbortController()
    const timer = setTimeout(() => {
      client.call('query.suggest', { query, cursor }, { signal: controller.signal }).then(
        suggestions => setAnswer({ query, cursor, suggestions }),
        // Completion is a comfort: typing goes on without it.
        () => {},
      )
    }, typingRest)
    return () => {
      clearTimeout(timer)
      controller.abort()
    }
  }, [client, query, cursor, wanted])
  const fits = wanted && answer !== null && answer.query === query && answer.cursor === cursor
  return fits && answer.suggestions.items.length > 0 ? answer.suggestions : null
}
