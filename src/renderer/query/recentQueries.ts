import { setPreferences, usePreferences } from '../state/preferences.ts'

const mostKept = 50

/** A query somebody meant, put before those they asked earlier; one that only grew is kept once. */
export function withRecent(recent: readonly string[], query: string): string[] {
  const meant = query.trim()
  if (meant === '') return [...recent]
  const [last] = recent
  const others = recent.filter(
    (other, place) => other !== meant && !(place === 0 && last !== undefined && meant.startsWith(last)),
  )
  return [meant, ...others].slice(0, mostKept)
}

export function rememberQuery(query: string): void {
  const { recentQueries } = usePreferences.getState()
  if (query.trim() === '' || recentQueries[0] === query.trim()) return
  setPreferences({ recentQueries: withRecent(recentQueries, query) })
}
