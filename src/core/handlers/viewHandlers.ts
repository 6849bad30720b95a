import type { Handlers } from '../../contract/api.ts'
import { ApiError } from '../../contract/apiError.ts'
import type { QueryCount } from '../../contract/views.ts'
import { compileQuery } from '../query/compileQuery.ts'
import { parseQuery } from '../query/parseQuery.ts'
import { readQuery } from '../query/readQuery.ts'
import type { Store } from '../store/openStore.ts'
import type { Reader } from '../store/reader.ts'
import type { Views } from '../views/createViews.ts'
import { watchViews } from '../views/watchViews.ts'
import * as inputs from './inputs.ts'
import { parseInput } from './parseInput.ts'

const countMilliseconds = 1000

type Names = 'views.list' | 'views.save' | 'views.reorder' | 'views.remove'

export function viewHandlers(views: Views, store: Pick<Store, 'bell'>, reader: Reader, now: () => number) {
  const calls = {
    'views.list': () => views.list(),
    'views.save': input => {
      const { id, name, query } = parseInput(inputs.saveViewInput, input)
      readQuery(query, now())
      return views.save(id, name, query)
    },
    'views.reorder': input => views.reorder(parseInput(inputs.reorderViewsInput, input).ids),
    'views.remove': input => {
      views.remove(parseInput(inputs.viewInput, input).id)
      return null
    },
  } satisfies Pick<Handlers['calls'], Names>

  const streams = {
    'views.watch': (input, { signal }) => {
      const { others } = parseInput(inputs.watchViewsInput, input)
      return watchViews(views, store.bell, others, query => count(query, signal), signal)
    },
  } satisfies Pick<Handlers['streams'], 'views.watch'>

  return { calls, streams }

  /** What can't be read finds nothing: a view may come from a version that knew more fields. */
  async function count(query: string, signal: AbortSignal): Promise<QueryCount> {
    const parsed = parseQuery(query, now())
    if (!parsed.valid) return { query, matching: 0, partial: false }
    const predicate = compileQuery(parsed.query, now())
    try {
      const options = { milliseconds: countMilliseconds, signal }
      const { matching, end } = await reader.read('count', { predicate }, options)
      return { query, matching, partial: end !== 'complete' }
    } catch (error) {
      if (error instanceof ApiError && error.code === 'cancelled')
        return { query, matching: 0, partial: true }
      throw error
    }
  }
}
