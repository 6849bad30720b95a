import { setTimeout as pause } from 'node:timers/promises'
import type { QueryCount, ViewsItem } from '../../contract/views.ts'
import type { Bell } from '../createBell.ts'
import type { Views } from './createViews.ts'

/** Between two rounds of counting: never less than this, and so much longer than the counting itself took. */
const leastMilliseconds = 1000
const restFactor = 10
/** What a view finds may change without any commit: `since:` moves with the clock. */
const stillMilliseconds = 30_000

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
      const rest = Math.max(leastMilliseconds, (performance.now() - began) * restFactor)
      const still = new AbortController()
      const ended = AbortSignal.any([signal, still.signal])
      const wait = (milliseconds: number) =>
        pause(milliseconds, 'waited', { signal: ended, ref: false }).catch(() => 'waited')
      const first = await Promise.race([changed.rung(), wait(rest)])
      if (first === 'waited') {
        await Promise.race([changed.rung(), committed.rung(), wait(stillMilliseconds)])
      }
      still.abort()
    }
  } finally {
    changed.stop()
    committed.stop()
  }
}
