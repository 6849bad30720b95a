import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decodeUtf8 } from '../../../src/protocol/decodeUtf8.ts'

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

function decodeStrictly(bytes: Uint8Array): string | null {
  try {
    return strict.decode(bytes)
  } catch {
    return null
  }
}

test('takes and refuses the same bytes as a decoder that is fatal', () => {
  const pieces = fc.oneof(
    fc.string({ unit: 'binary' }).map(text => Buffer.from(text)),
    fc.constantFrom('\ufffd', '\ufeff', '短信').map(text => Buffer.from(text)),
    fc.uint8Array({ maxLength: 4 }),
  )
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 5 }), parts => {
      const bytes = Buffer.concat(parts)
      expect(decodeUtf8(bytes)).toBe(decodeStrictly(bytes))
    }),
  )
})
