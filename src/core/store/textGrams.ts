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

export type TextIndex = 'receipt_trigram' | 'receipt_han'
/** An FTS5 expression that every row with the text satisfies. */
export type Candidates = { index: TextIndex; match: string }

/** Null where no index knows the text: it is then found by reading. */
export function candidatesFor(text: string): Candidates | null {
  const characters = [...text]
  if (characters.length >= 3) return { index: 'receipt_trigram', match: trigramsOf(characters) }
  return hanOnly.test(text) ? { index: 'receipt_han', match: quote(text) } : null
}

/** Every third gram and the last: together they cover the text. */
function trigramsOf(characters: readonly string[]): string {
  const last = characters.length - 3
  const grams = new Set<string>()
  for (let start = 0; start <= last; start++) {
    if (start % 3 === 0 || start === last) grams.add(characters.slice(start, start + 3).join(''))
  }
  return [...grams].map(quote).join(' AND ')
}

const quote = (word: string) => `"${word.replaceAll('"', '""')}"`
