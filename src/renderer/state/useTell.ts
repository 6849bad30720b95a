import type { ApiError } from '../../contract/apiError.ts'
import { useWords } from '../words/useWords.ts'
import { setShell } from './shell.ts'

/** Says that something asked for did not happen, why, and what to do. */
export function useTell(): (error: ApiError) => void {
  const { kit } = useWords()
  return error => setShell({ notice: { text: `${kit.failed}: ${error.message}`, hint: error.hint ?? '' } })
}
