import type { ApiError } from '../../contract/apiError.ts'
import { useSpoken } from '../words/useSpoken.ts'
import { useWords } from '../words/useWords.ts'
import { setShell } from './shell.ts'

/** Says that something asked for did not happen, why, and what to do. */
export function useTell(): (error: ApiError) => void {
  const { kit } = useWords()
  const spoken = useSpoken()
  return ({ said }) =>
    setShell({
      notice: {
        text: `${kit.failed}: ${spoken(said.message)}`,
        hint: said.hint === null ? '' : spoken(said.hint),
      },
    })
}
