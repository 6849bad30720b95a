import { hasRange, withoutRange } from '../query/setRange.ts'

export const periods = ['hour', 'day', 'week', 'all'] as const
export type Period = (typeof periods)[number]

const spans: Record<Exclude<Period, 'all'>, { once: string; twice: string }> = {
  hour: { once: '1h', twice: '2h' },
  day: { once: '1d', twice: '2d' },
  week: { once: '7d', twice: '14d' },
}

/** What a query asks for within a period, and within the one just before it; bounds of its own come first. */
export function askPeriod(query: string, period: Period): { now: string; before: string | null } {
  if (period === 'all' || hasRange(query)) return { now: query, before: null }
  const { once, twice } = spans[period]
  const bare = withoutRange(query)
  return {
    now: `${bare} since:${once}`.trim(),
    before: `${bare} since:${twice} until:${once}`.trim(),
  }
}

/** The query narrowed by one more term; a term on a field that it holds already is added all the same. */
export const narrow = (query: string, term: string): string => `${query} ${term}`.trim()
