import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createSeen } from '../../../src/core/endpoint/createSeen.ts'

test('the latest keys are known, however many came before them, and others are not', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.string({ unit: 'binary' }), { maxLength: 60 }),
      fc.integer({ min: 1, max: 20 }),
      (keys, most) => {
        const seen = createSeen(most)
        for (const [at, key] of keys.entries()) {
          expect(seen.has(key)).toBe(false)
          seen.add(key)
          for (const known of keys.slice(Math.max(0, at + 1 - most), at + 1))
            expect(seen.has(known)).toBe(true)
        }
        const kept = keys.filter(key => seen.has(key))
        expect(kept.length).toBeLessThanOrEqual(2 * most)
      },
    ),
  )
})

test('a key that comes again and again takes the place of one', () => {
  const seen = createSeen(2)
  for (let time = 0; time < 10; time++) seen.add('again')
  seen.add('once')
  expect(seen.has('again')).toBe(true)
})

test('ids that differ in a digit are told apart by the hundred thousand', () => {
  const seen = createSeen(100_000)
  let wrong = 0
  for (let number = 0; number < 100_000; number++) {
    const id = number.toString(16).toUpperCase().padStart(24, '0')
    if (seen.has(id)) wrong++
    seen.add(id)
  }
  expect(wrong).toBe(0)
})
