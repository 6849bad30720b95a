/**
 * How often each key came lately: at least the last `most` different ones are known, at most twice as many. What is older goes a
 * generation at a time, so that remembering costs the same however many are known.
 */
export function createRecent(most: number) {
  let young = new Map<string, number>()
  let old = new Map<string, number>()
  const times = (key: string): number => young.get(key) ?? old.get(key) ?? 0
  return {
    times,
    add(key: string): number {
      const next = times(key) + 1
      if (young.size >= most && !young.has(key)) {
        old = young
        young = new Map()
      }
      young.set(key, next)
      return next
    },
  }
}
