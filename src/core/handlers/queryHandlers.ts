import type { Handlers } from '../../contract/api.ts'
import { echoQuery } from '../query/echoQuery.ts'
import { parseQuery } from '../query/parseQuery.ts'
import { suggestQuery } from '../query/suggestQuery.ts'
import type { Store } from '../store/openStore.ts'
import * as inputs from './inputs.ts'
import { parseInput } from './parseInput.ts'

export function queryHandlers(store: Store, now: () => number) {
  return {
    'query.check': input => {
      const { query } = parseInput(inputs.checkInput, input)
      const parsed = parseQuery(query, now())
      return parsed.valid
        ? { valid: true, echo: echoQuery(parsed.query) }
        : { valid: false, problem: parsed.problem }
    },
    'query.suggest': input => {
      const { query, cursor } = parseInput(inputs.suggestInput, input)
      return suggestQuery(query, cursor, store.prepare)
    },
  } satisfies Pick<Handlers['calls'], 'query.check' | 'query.suggest'>
}
