import { hash } from 'node:crypto'

/** All three are on the wire: `base64-hex` in older pushes and most clients, `hex` in newer pushes, `base64-raw` as RFC 1864 has it. */
export type ContentMd5Encoding = 'base64-raw' | 'base64-hex' | 'hex'

export const contentMd5Encodings: readonly ContentMd5Encoding[] = ['base64-raw', 'base64-hex', 'hex']

export type ContentMd5Finding =
  | { readonly outcome: 'absent' }
  | { readonly outcome: 'match'; readonly encoding: ContentMd5Encoding }
  | {
      readonly outcome: 'mismatch'
      readonly received: string
      /** How the received value is written, so what it would have to be; null where it is no digest at all. */
      readonly encoding: ContentMd5Encoding | null
      readonly expected: string
    }

/** Hex is taken in either case; base64 as written. */
export function describeContentMd5(value: string | null | undefined, body: Uint8Array): ContentMd5Finding {
  if (value === null || value === undefined || value === '') return { outcome: 'absent' }
  const encoding = recogniseContentMd5(value)
  const expected = writeContentMd5(body, encoding ?? 'base64-raw')
  if (encoding === null) return { outcome: 'mismatch', received: value, encoding, expected }
  const matches =
    value === expected ||
    (encoding === 'hex' && value.toUpperCase() === expected) ||
    (encoding === 'base64-hex' && unwrap(value).toLowerCase() === unwrap(expected))
  return matches
    ? { outcome: 'match', encoding }
    : { outcome: 'mismatch', received: value, encoding, expected }
}

export function writeContentMd5(body: Uint8Array, encoding: ContentMd5Encoding): string {
  switch (encoding) {
    case 'base64-raw':
      return hash('md5', body, 'base64')
    case 'base64-hex':
      return Buffer.from(hash('md5', body, 'hex'), 'latin1').toString('base64')
    case 'hex':
      return hash('md5', body, 'hex').toUpperCase()
    default:
      return encoding satisfies never
  }
}

/** How a Content-MD5 is written, told by its form alone. */
export function recogniseContentMd5(value: string): ContentMd5Encoding | null {
  if (/^[0-9a-fA-F]{32}$/.test(value)) return 'hex'
  if (/^[A-Za-z0-9+/]{22}==$/.test(value)) return 'base64-raw'
  return /^[A-Za-z0-9+/]{43}=$/.test(value) && /^[0-9a-fA-F]{32}$/.test(unwrap(value)) ? 'base64-hex' : null
}

function unwrap(base64: string): string {
  return Buffer.from(base64, 'base64').toString('latin1')
}
