import type { Words as BothLanguages } from '../../contract/query.ts'
import { useLocale } from './useWords.ts'

/** Picks, of words that the core says in both languages, those of the window. */
export function useSpoken(): (words: BothLanguages) => string {
  const locale = useLocale()
  return words => (locale === 'zh-CN' ? words.zh : words.en)
}
