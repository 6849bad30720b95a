const named: ReadonlyMap<string, string> = new Map([
  ['lt', '<'],
  ['gt', '>'],
  ['amp', '&'],
  ['quot', '"'],
  ['apos', "'"],
])

/**
 * Resolves the five named entities and character references; null where the text holds an `&` that starts
 * neither. There is no other entity on this wire, hence nothing that could expand.
 */
export function resolveReferences(text: string): string | null {
  if (!text.includes('&')) return text
  let resolved = ''
  let from = 0
  for (;;) {
    const ampersand = text.indexOf('&', from)
    if (ampersand < 0) return resolved + text.slice(from)
    const semicolon = text.indexOf(';', ampersand)
    if (semicolon < 0 || semicolon - ampersand > 12) return null
    const character = characterOf(text.slice(ampersand + 1, semicolon))
    if (character === undefined) return null
    resolved += text.slice(from, ampersand) + character
    from = semicolon + 1
  }
}

function characterOf(reference: string): string | undefined {
  if (!reference.startsWith('#')) return named.get(reference)
  const code = /^#x[0-9a-f]+$/i.test(reference)
    ? Number.parseInt(reference.slice(2), 16)
    : /^#[0-9]+$/.test(reference)
      ? Number.parseInt(reference.slice(1), 10)
      : Number.NaN
  const valid = code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff)
  return valid ? String.fromCodePoint(code) : undefined
}
