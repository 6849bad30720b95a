import { resolveReferences } from './references.ts'

/** Text and CDATA sections as one string; null where the content holds any other markup or a stray `&`. */
export function characterData(raw: string): string | null {
  if (!raw.includes('<')) return resolveReferences(raw)
  let text = ''
  let from = 0
  for (;;) {
    const markup = raw.indexOf('<', from)
    const piece = resolveReferences(markup < 0 ? raw.slice(from) : raw.slice(from, markup))
    if (piece === null) return null
    text += piece
    if (markup < 0) return text
    if (!raw.startsWith('<![CDATA[', markup)) return null
    const end = raw.indexOf(']]>', markup)
    if (end < 0) return null
    text += raw.slice(markup + 9, end)
    from = end + 3
  }
}
