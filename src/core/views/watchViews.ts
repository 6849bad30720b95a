import type { QueryCount, ViewsItem } from '../../contract/views.ts'
import type { Bell } from '../createBell.ts'
import type { Views } from './createViews.ts'

/** Between two rounds of counting: never less than this, and so much longer than the counting itself took. */
const leastMilliseconds = 1000
const restFactor = 10
/** What a view finds may change without any commit: `since:` moves with the clock. */
const stillMilliseconds = 30_000

type Listener = ReturnType<Bell['listen']>

/** The views now, then with their counts, and again whenever either has changed. */
export async function* watchViews(
  views: Pick<Views, 'list' | 'bell'>,
  commits: Bell,
  others: readonly string[],
  count: (query: string) => Promise<QueryCount>,
  signal: AbortSignal,
): AsyncGenerator<ViewsItem, void, undefined> {
  const changed = views.bell.listen(signal)
  const committed = commits.listen(signal)
  const known = new Map<string, QueryCount>()
  let shown = ''
  const item = (): ViewsItem => {
    const list = views.list()
    const wanted = new Set([...others, ...list.map(({ query }) => query)])
    return { views: list, counts: [...wanted].flatMap(query => known.get(query) ?? []) }
  }
  try {
    while (!signal.aborted) {
      const before = item()
      if (JSON.stringify(before) !== shown) yield before
      shown = JSON.stringify(before)
      const began = performance.now()
      for (const query of new Set([...others, ...before.views.map(({ query }) => query)])) {
        if (signal.aborted) return
        known.set(query, await count(query))
      }
      const after = item()
      if (JSON.stringify(after) !== shown) yield after
      shown = JSON.stringify(after)
      const rest = Math.max(leastMilliseconds, Math.ceil(performance.now() - began) * restFactor)
      const rested = AbortSignal.timeout(rest)
      await changed.rung(rested)
      if (rested.aborted) await either(changed, committed, AbortSignal.timeout(stillMilliseconds))
    }
  } finally {
    changed.stop()
    committed.stop()
  }
}

async function either(one: Listener, other: Listener, waited: AbortSignal): Promise<void> {
  const heard = new AbortController()
  const until = AbortSignal.any([waited, heard.signal])
  await Promise.race([one.rung(until), other.rung(until)])
  heard.abort()
}
