/** One sentence for people in both languages of the window, made where the sentence is made. */
export type Words = { readonly en: string; readonly zh: string }

/** For what is the same in both: data, and what only a terminal or a script is told. */
export const asIs = (text: string): Words => ({ en: text, zh: text })

/** A value as scripts, logs and terminals get it: every `Words` in it is its English sentence. */
export type English<T> = T extends Words
  ? string
  : T extends string | number | boolean | null | undefined
    ? T
    : { [K in keyof T]: English<T[K]> }

/** What came from outside travels as text in every answer, so an object of `en` and `zh` alone is always ours. */
export function inEnglish<T>(value: T): English<T> {
  return toEnglish(value) as English<T>
}

function toEnglish(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map(toEnglish)
  if (isWords(value)) return value.en
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, toEnglish(member)]))
}

export function isWords(value: unknown): value is Words {
  if (typeof value !== 'object' || value === null || Object.keys(value).length !== 2) return false
  return 'en' in value && 'zh' in value && typeof value.en === 'string' && typeof value.zh === 'string'
}
