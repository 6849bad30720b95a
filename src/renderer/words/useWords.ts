import { create } from 'zustand'
import type { Language } from '../state/preferences.ts'
import { en, type Words } from './en.ts'

export type Locale = 'en' | 'zh-CN'

const useSpoken = create<{ words: Words; locale: Locale }>(() => ({ words: en, locale: 'en' }))

/** Chinese for a system that speaks any Chinese, English for everyone else. */
export function localeFor(language: Language, system: readonly string[]): Locale {
  if (language !== 'system') return language
  const first = system[0] ?? 'en'
  return /^zh\b/i.test(first) ? 'zh-CN' : 'en'
}

let wanted: Locale = 'en'

/** Speaks another language from now on; English is always at hand, others are loaded when they are first wanted. */
export async function speak(language: Language): Promise<void> {
  const locale = localeFor(language, navigator.languages)
  wanted = locale
  const words = locale === 'en' ? en : (await import('./zh.ts')).zh
  if (wanted !== locale) return
  useSpoken.setState({ words, locale })
  document.documentElement.lang = locale
}

export const useWords = (): Words => useSpoken(state => state.words)

export const useLocale = (): Locale => useSpoken(state => state.locale)

export const currentLocale = (): Locale => useSpoken.getState().locale

/** For what runs outside of a component: an action, an announcement. */
export const currentWords = (): Words => useSpoken.getState().words
