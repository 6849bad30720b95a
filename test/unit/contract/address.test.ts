import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Address, readAddress, writeAddress } from '../../../src/contract/address.ts'
import type { ReceiptId } from '../../../src/contract/brand.ts'
import { placeNames } from '../../../src/contract/places.ts'

test('an address reads back what was written', () => {
  const addresses = fc.record<Address>({
    place: fc.constantFrom(...placeNames),
    query: fc.string(),
    receipt: fc.option(fc.stringMatching(/^\w+$/).map(id => id as ReceiptId)),
  })
  fc.assert(
    fc.property(addresses, address => {
      expect(readAddress(writeAddress(address))).toEqual(address)
    }),
  )
})

test('whatever stands in an address, it names a place of the window', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.webFragments()), hash => {
      expect(placeNames).toContain(readAddress(hash).place)
    }),
  )
  expect(readAddress('#panel=toString').place).toBe('receipts')
  expect(readAddress('#query=a').place).toBe('receipts')
})

test('it is never empty, which a browser would take for another page', () => {
  expect(writeAddress({ place: 'receipts', query: '', receipt: null })).toBe('#panel=receipts')
})
