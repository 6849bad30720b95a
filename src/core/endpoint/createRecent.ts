/** How often each key came lately; the longest unheard-of is forgotten where there are too many. */
export function createRecent(most: number) {
  const counts = new Map<string, number>()
  return {
    times: (key: string): number => counts.get(key) ?? 0,
    add(key: string): number {
      const times = (counts.get(key) ?? 0) + 1
      counts.delete(key)
      counts.set(key, times)
      const [oldest] = counts.keys()
      if (counts.size > most && oldest !== undefined) counts.delete(oldest)
      return times
    },
  }
}
