import type { ApiError } from '../../contract/apiError.ts'
import type { Words } from '../../contract/words.ts'

/** What happened and what to do, in one line. */
export function sayError({ said: { message, hint } }: ApiError, spoken: (words: Words) => string): string {
  return hint === null ? spoken(message) : `${spoken(message)} ${spoken(hint)}`
}
