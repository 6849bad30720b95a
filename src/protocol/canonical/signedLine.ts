/** Where a piece of a string to sign came from. */
export type LineSource =
  | { readonly kind: 'scheme' }
  | { readonly kind: 'method' }
  | { readonly kind: 'header'; readonly name: string }
  /** The scheme has a place for this header, the request hasn't got it, and so the place stays empty. */
  | { readonly kind: 'absent-header'; readonly name: string }
  | { readonly kind: 'target' }
  | { readonly kind: 'path' }
  | { readonly kind: 'query' }
  | { readonly kind: 'parameter'; readonly name: string }
  | { readonly kind: 'signed-header-list' }
  | { readonly kind: 'body-digest' }
  | { readonly kind: 'request-digest' }
  | { readonly kind: 'time' }
  | { readonly kind: 'scope' }
  | { readonly kind: 'separator' }

/** A string to sign is its lines joined by one line feed each. */
export type SignedLine = { readonly text: string; readonly source: LineSource }

export function joinLines(lines: readonly SignedLine[]): string {
  return lines.map(line => line.text).join('\n')
}
