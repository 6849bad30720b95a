import { characterClasses, colon, cr, lf, text, token } from './characters.ts'

export type ChunksRead =
  | { outcome: 'more' }
  /** `at`: what comes from there on belongs to the next request. */
  | { outcome: 'end'; at: number }
  | { outcome: 'broken' }

type Place =
  | 'size'
  | 'extension'
  | 'extension-name'
  | 'extension-equals'
  | 'extension-value'
  | 'size-lf'
  | 'data'
  | 'data-cr'
  | 'data-lf'
  | 'line'
  | 'trailer-name'
  | 'trailer-value'
  | 'trailer-lf'
  | 'end-lf'

const mostDigits = 8
/** Of all extensions and trailers of a body, which nobody reads. */
const mostUnread = 16 * 1024

const more = { outcome: 'more' } as const
const broken = { outcome: 'broken' } as const

/** Takes a chunked body apart (RFC 9112, 7.1), however its bytes are cut. */
export function createChunkReader() {
  let place: Place = 'size'
  let size = 0
  let digits = 0
  let unread = 0

  /** The place after a byte of the framing; null where it can't stand there. */
  const follow = (code: number): Place | null => {
    switch (place) {
      case 'size': {
        const digit = hexDigit(code)
        if (digit !== null) {
          size = 16 * size + digit
          return ++digits > mostDigits ? null : 'size'
        }
        if (digits === 0) return null
        return afterExtension(code)
      }
      case 'extension':
        return isUnread(code, token) ? 'extension-name' : null
      case 'extension-name':
        return isUnread(code, token) ? place : code === equals ? 'extension-equals' : afterExtension(code)
      case 'extension-equals':
        return isUnread(code, token) ? 'extension-value' : null
      case 'extension-value':
        return isUnread(code, token) ? place : afterExtension(code)
      case 'size-lf':
        digits = 0
        return code !== lf ? null : size === 0 ? 'line' : 'data'
      case 'data-cr':
        return code === cr ? 'data-lf' : null
      case 'data-lf':
        return code === lf ? 'size' : null
      case 'line':
        return code === cr ? 'end-lf' : isUnread(code, token) ? 'trailer-name' : null
      case 'trailer-name':
        return code === colon ? 'trailer-value' : isUnread(code, token) ? 'trailer-name' : null
      case 'trailer-value':
        return code === cr ? 'trailer-lf' : isUnread(code, text) ? 'trailer-value' : null
      case 'trailer-lf':
        return code === lf ? 'line' : null
      case 'data':
      case 'end-lf':
        return null
      default:
        return place satisfies never
    }
  }

  const isUnread = (code: number, kind: number): boolean =>
    ++unread <= mostUnread && ((characterClasses[code] ?? 0) & kind) !== 0

  return function read(bytes: Buffer, keep: (piece: Buffer) => void): ChunksRead {
    let at = 0
    while (at < bytes.length) {
      if (place === 'data') {
        const piece = bytes.subarray(at, at + size)
        keep(piece)
        at += piece.length
        size -= piece.length
        if (size === 0) place = 'data-cr'
        continue
      }
      const code = bytes[at++] ?? 0
      if (place === 'end-lf') return code === lf ? { outcome: 'end', at } : broken
      const next = follow(code)
      if (next === null) return broken
      place = next
    }
    return more
  }
}

const semicolon = 59
const equals = 61

const afterExtension = (code: number): Place | null =>
  code === cr ? 'size-lf' : code === semicolon ? 'extension' : null

function hexDigit(code: number): number | null {
  if (code >= 48 && code <= 57) return code - 48
  const letter = code | 32
  return letter >= 97 && letter <= 102 ? letter - 87 : null
}
