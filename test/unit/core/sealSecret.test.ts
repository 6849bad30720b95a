import fc from 'fast-check'
import { expect, test } from 'vitest'
import { openSecret, sealSecret } from '../../../src/core/secrets/sealSecret.ts'

const key = new Uint8Array(32).fill(1)
const other = new Uint8Array(32).fill(2)

test('a sealed secret opens with its key and purpose only', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.string(), (secret, purpose) => {
      const sealed = sealSecret(key, secret, purpose)
      expect(openSecret(key, sealed, purpose)).toBe(secret)
      expect(openSecret(other, sealed, purpose)).toBeNull()
      expect(openSecret(key, sealed, `${purpose}!`)).toBeNull()
    }),
  )
})

test('no changed, missing or added byte goes unnoticed', () => {
  const sealed = sealSecret(key, 'secret', 'p')
  for (let at = 0; at < sealed.length; at++) {
    const changed = Uint8Array.from(sealed, (byte, index) => (index === at ? byte ^ 1 : byte))
    expect(openSecret(key, changed, 'p')).toBeNull()
    expect(openSecret(key, sealed.subarray(0, at), 'p')).toBeNull()
  }
  expect(openSecret(key, Uint8Array.of(...sealed, 0), 'p')).toBeNull()
})

test('the same secret is never sealed alike', () => {
  expect(sealSecret(key, 'secret', 'p')).not.toEqual(sealSecret(key, 'secret', 'p'))
})
