/** A text for people, in both languages of the product. */
export type Bilingual = { readonly en: string; readonly zh: string }

/** Whole sentences one after the other; Chinese puts no space between them. */
export function joinSentences(sentences: readonly Bilingual[]): Bilingual {
  return { en: sentences.map(({ en }) => en).join(' '), zh: sentences.map(({ zh }) => zh).join('') }
}
