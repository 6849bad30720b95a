import { ApiError } from '../../contract/apiError.ts'
import type { Query } from './ast.ts'
import { parseQuery } from './parseQuery.ts'

/** A query that can't be read is an error of the asker; `query.check` says it as a value. */
export function readQuery(text: string, now: number): Query {
  const parsed = parseQuery(text, now)
  if (parsed.valid) return parsed.query
  const { message, hint, at } = parsed.problem
  throw new ApiError(
    'bad-input',
    { en: `${message.en} (at character ${at + 1})`, zh: `${message.zh}（第 ${at + 1} 个字符）` },
    hint,
  )
}
