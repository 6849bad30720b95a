import type { Words as BothLanguages } from '../../contract/words.ts'
import { currentLocale, type Locale, useLocale } from './useWords.ts'

/** Picks, of words that the core says in both languages, those of the window. */
export function useSpoken(): (words: BothLanguages) => string {
  const locale = useLocale()
  return words => pick(words, locale)
}

/** For what runs outside of a component. */
export const spokenNow = (words: BothLanguages): string => pick(words, currentLocale())

const pick = (words: BothLanguages, locale: Locale): string => (locale === 'zh-CN' ? words.zh : words.en)
