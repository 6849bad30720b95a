const codePoint = /%[0-9a-fA-F]{2}|[^A-Za-z0-9\-._~]/gu

/**
 * Spells a piece of a URL the one way signatures want it: unreserved characters bare, every other byte as %XX in capitals,
 * whatever way it was spelled before. `+` means a space in forms and itself elsewhere.
 */
export function canonicalPercent(text: string, plus: 'space' | 'itself', keepSlash = false): string {
  return text.replace(codePoint, piece => {
    if (piece.length === 3 && piece.startsWith('%')) return encodeByte(Number.parseInt(piece.slice(1), 16))
    if (piece === '+' && plus === 'space') return '%20'
    if (piece === '/' && keepSlash) return piece
    const code = piece.codePointAt(0) ?? 0
    return code <= 0xff ? escapeByte(code) : escapeWide(piece)
  })
}

/** Encodes a value that was never encoded; its wide characters become UTF-8. */
export function percentEncode(text: string): string {
  return text.replace(/[^A-Za-z0-9\-._~]/gu, escapeWide)
}

/** The name and value pairs of a query or a form, still encoded. */
export function splitQuery(query: string): [name: string, value: string][] {
  return query
    .split('&')
    .filter(pair => pair !== '')
    .map(pair => {
      const at = pair.indexOf('=')
      return at < 0 ? [pair, ''] : [pair.slice(0, at), pair.slice(at + 1)]
    })
}

/** Decodes a canonical spelling; bytes that are no UTF-8 become replacement characters. */
export function decodeCanonical(text: string): string {
  const bytes = text.replace(codePoint, piece => String.fromCharCode(Number.parseInt(piece.slice(1), 16)))
  return Buffer.from(bytes, 'latin1').toString('utf8')
}

export function compareText(left: string, right: string): number {
  if (left === right) return 0
  return left < right ? -1 : 1
}

function encodeByte(byte: number): string {
  const character = String.fromCharCode(byte)
  return /[A-Za-z0-9\-._~]/.test(character) ? character : escapeByte(byte)
}

function escapeByte(byte: number): string {
  return `%${byte.toString(16).toUpperCase().padStart(2, '0')}`
}

function escapeWide(character: string): string {
  return [...Buffer.from(character, 'utf8')].map(escapeByte).join('')
}
