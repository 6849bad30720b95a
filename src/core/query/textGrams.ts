import { isCommonTrigram, trigramsOf, withoutCommonText } from './commonText.ts'

/**
 * Two indexes over the same text. Trigrams find three characters and more. One and two characters are whole words in
 * Chinese, of which trigrams know nothing: so every Han character and every pair of neighbours is a word of the second.
 */
/** Those that the index's tokenizer takes for letters; rarer ones are found by reading. */
const hanRun = /[\u3400-\u4db5\u4e00-\u9fcc]+/g
const hanOnly = /^[\u3400-\u4db5\u4e00-\u9fcc]+$/

/** The Han characters and pairs of a text, as words for the index. */
export function hanWords(text: string): string {
  let words = ''
  for (const [run] of text.matchAll(hanRun)) {
    let before = ''
    for (const character of run) {
      words += `${character} `
      if (before !== '') words += `${before}${character} `
      before = character
    }
  }
  return words
}

/** Words of an index that every row with the text has, in no order. */
export type Candidates = { index: 'receipt_trigram' | 'receipt_han'; grams: readonly string[] }

/** Null where no index of words knows the text. */
export function candidatesFor(text: string): Candidates | null {
  const grams = trigramsOf(withoutNul(text))
  if (grams.length > 0) {
    const rare = grams.filter(gram => !isCommonTrigram(gram))
    return rare.length === 0 ? null : { index: 'receipt_trigram', grams: [...new Set(rare)] }
  }
  return hanOnly.test(text) ? { index: 'receipt_han', grams: [text] } : null
}

/** What the index of trigrams is given of a text. */
export const indexable = (text: string): string => withoutCommonText(withoutNul(text))

/** The tokenizer ends at a NUL; so another character stands for it. */
const withoutNul = (text: string): string => text.replaceAll('\0', '\ufffd')

const mostGrams = 3

/**
 * An FTS5 expression of the rarest words, judged by some texts: a common word's list is as long as the table, and
 * whoever has the rare ones is read anyway.
 */
export function matchOf({ grams }: Candidates, sample: readonly string[]): string {
  return grams
    .map(gram => ({ gram, seen: sample.reduce((sum, text) => sum + Number(text.includes(gram)), 0) }))
    .sort((one, other) => one.seen - other.seen)
    .slice(0, mostGrams)
    .map(({ gram }) => `"${gram.replaceAll('"', '""')}"`)
    .join(' AND ')
}
