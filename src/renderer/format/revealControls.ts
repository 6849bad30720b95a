/** A stretch of text from outside: readable as it is, or one character that would act instead of showing. */
export type TextPiece = { kind: 'plain'; text: string } | { kind: 'control'; text: string; codePoint: number }

const names: Record<number, string> = {
  127: 'DEL',
  133: 'NEL',
  160: 'NBSP',
  173: 'SHY',
  1564: 'ALM',
  6158: 'MVS',
  8203: 'ZWSP',
  8204: 'ZWNJ',
  8206: 'LRM',
  8207: 'RLM',
  8232: 'LS',
  8233: 'PS',
  8234: 'LRE',
  8235: 'RLE',
  8236: 'PDF',
  8237: 'LRO',
  8238: 'RLO',
  8288: 'WJ',
  8294: 'LRI',
  8295: 'RLI',
  8296: 'FSI',
  8297: 'PDI',
  65279: 'BOM',
}

// Lone surrogates match \p{Cs}; ZWJ (200D) stays, since emoji are built with it.
const acting =
  /[\p{Cc}\p{Cs}\u00a0\u00ad\u061c\u180e\u200b\u200c\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff]/gu

const asciiNames = [
  ...[
    'NUL',
    'SOH',
    'STX',
    'ETX',
    'EOT',
    'ENQ',
    'ACK',
    'BEL',
    'BS',
    'TAB',
    'LF',
    'VT',
    'FF',
    'CR',
    'SO',
    'SI',
  ],
  ...[
    'DLE',
    'DC1',
    'DC2',
    'DC3',
    'DC4',
    'NAK',
    'SYN',
    'ETB',
    'CAN',
    'EM',
    'SUB',
    'ESC',
    'FS',
    'GS',
    'RS',
    'US',
  ],
]

const label = (codePoint: number): string =>
  asciiNames[codePoint] ?? names[codePoint] ?? `U+${codePoint.toString(16).toUpperCase().padStart(4, '0')}`

/** Makes characters visible that would hide, reorder or break what surrounds them. */
export function revealControls(text: string, keep: '' | '\n' | '\n\t' = ''): TextPiece[] {
  const pieces: TextPiece[] = []
  let from = 0
  for (const match of text.matchAll(acting)) {
    if (keep.includes(match[0])) continue
    if (match.index > from) pieces.push({ kind: 'plain', text: text.slice(from, match.index) })
    const codePoint = match[0].codePointAt(0) ?? 0
    pieces.push({ kind: 'control', text: label(codePoint), codePoint })
    from = match.index + match[0].length
  }
  if (from < text.length) pieces.push({ kind: 'plain', text: text.slice(from) })
  return pieces
}

/** The same in one string, for a table's cell or a label: bounded, and safe to lay beside other text. */
export function revealInline(text: string, limit = 200): string {
  const bounded = text.length > limit ? `${text.slice(0, limit)}…` : text
  return revealControls(bounded)
    .map(piece => (piece.kind === 'plain' ? piece.text : `⟨${piece.text}⟩`))
    .join('')
}
