import type { Facet, FacetField } from '../../contract/query.ts'
import type { Predicate } from '../query/compileQuery.ts'
import type { Searched } from './readReceipts.ts'
import type { Limits, Reading } from './search.ts'
import { searchSums } from './searchSums.ts'

const columns: Record<FacetField, string> = {
  status: 'status',
  kind: 'kind',
  via: 'via',
  errCode: 'err_code',
  carrier: 'carrier',
  account: 'account',
  source: 'source',
  parts: 'parts',
}

/** The values that occur, most frequent first; everything is read once for all fields. */
export async function readFacets(
  reading: Reading,
  predicate: Predicate,
  fields: readonly FacetField[],
  limit: number,
  limits: Limits,
): Promise<Searched<{ facets: Facet[] }>> {
  if (fields.length === 0) return { facets: [], end: 'complete' }
  const tallies = fields.map(() => new Map<string | null, number>())
  const names = fields.map(field => `r.${columns[field]}`)
  const end = await searchSums(reading, predicate, limits, ({ prepare, source, values, rows }) => {
    const groups = prepare(`SELECT ${names.join(', ')}, sum(${rows}) ${source} GROUP BY ${names.join(', ')}`)
      .raw()
      .all(...values) as (string | number | null)[][]
    for (const group of groups) {
      const count = Number(group.at(-1))
      for (const [index, tally] of tallies.entries()) {
        const value = group[index] ?? null
        const key = value === null ? null : String(value)
        tally.set(key, (tally.get(key) ?? 0) + count)
      }
    }
    return undefined
  })
  const facets = fields.map((field, index) => ({ field, values: mostFrequent(tallies[index], limit) }))
  return { facets, end }
}

function mostFrequent(tally: Map<string | null, number> = new Map(), limit: number): Facet['values'] {
  return [...tally]
    .map(([value, count]) => ({ value, count }))
    .sort((a, b) => b.count - a.count || String(a.value).localeCompare(String(b.value)))
    .slice(0, limit)
}
