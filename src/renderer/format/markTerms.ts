import { cutMarked, type MarkedPiece } from './cutMarked.ts'

/**
 * Cuts a text where one of the terms (in lower case) stands in it. With `gap`, that character is laid over by formatting and does
 * not count: `13800` is found in `138 0013 8042`.
 */
export function markTerms(text: string, terms: readonly string[], gap = ''): MarkedPiece[] {
  if (terms.length === 0) return [{ text, marked: false }]
  const places: number[] = []
  let bare = ''
  for (let index = 0; index < text.length; index += 1) {
    const character = text.charAt(index)
    if (gap !== '' && character === gap) continue
    places.push(index)
    bare += character.toLowerCase().slice(0, 1)
  }
  const marked = new Uint8Array(text.length)
  for (const term of terms) {
    for (let from = bare.indexOf(term); from !== -1; from = bare.indexOf(term, from + term.length)) {
      marked.fill(1, places[from], (places[from + term.length - 1] ?? 0) + 1)
    }
  }
  return cutMarked(text, marked)
}
