import type { Ref } from 'react'
import type { QueryProblem } from '../../contract/query.ts'
import { queryTokens } from './queryTokens.ts'

type Props = { query: string; problem: QueryProblem | null; ref: Ref<HTMLDivElement> }

/** The query in colours, lying under the field's own (invisible) text, with its fault underlined. */
export function QueryPaint({ query, problem, ref }: Props) {
  return (
    <div ref={ref} className="query-paint mono" aria-hidden>
      {[...queryTokens(query).entries()].map(([place, token]) => (
        <span key={place} className={`query-${token.kind}`}>
          {token.text}
        </span>
      ))}
      {problem !== null && (
        <div className="query-fault">
          <span>{query.slice(0, problem.at)}</span>
          <span className="query-fault-mark">
            {query.slice(problem.at, problem.at + Math.max(1, problem.length)) || ' '}
          </span>
        </div>
      )}
    </div>
  )
}
