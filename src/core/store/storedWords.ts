import { asIs, isWords, type Words } from '../../contract/words.ts'

/** A sentence as a column of text holds it. */
export const writeWords = ({ en, zh }: Words): string => JSON.stringify({ en, zh })

/** Rows from before sentences had two languages, and those of files, hold the English one alone. */
export function readWords(stored: string): Words {
  if (!stored.startsWith('{')) return asIs(stored)
  try {
    const value: unknown = JSON.parse(stored)
    return isWords(value) ? value : asIs(stored)
  } catch {
    return asIs(stored)
  }
}
