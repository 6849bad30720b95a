import type { QuerySuggestions, Suggestion } from '../../contract/query.ts'

/** The query with a suggestion put in, and where the cursor then stands. A whole value is followed by a space. */
export function completeQuery(
  query: string,
  { from, to }: Pick<QuerySuggestions, 'from' | 'to'>,
  { insert }: Suggestion,
): { query: string; cursor: number } {
  const after = query.slice(to)
  const isOpen = /[:<>=]$/.test(insert)
  const space = isOpen || after.startsWith(' ') ? '' : ' '
  const start = `${query.slice(0, from)}${insert}${space}`
  return { query: start + after, cursor: start.length }
}
