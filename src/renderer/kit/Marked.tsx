import { markTerms } from '../format/markTerms.ts'

/** A text with the terms that were searched for marked in it. */
export function Marked({ text, terms, gap = '' }: { text: string; terms: readonly string[]; gap?: string }) {
  if (terms.length === 0) return text
  let at = 0
  return markTerms(text, terms, gap).map(piece => {
    const key = at
    at += piece.text.length
    return piece.marked ? <mark key={key}>{piece.text}</mark> : <span key={key}>{piece.text}</span>
  })
}
