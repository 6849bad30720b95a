import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  contentMd5Encodings,
  describeContentMd5,
  recogniseContentMd5,
  writeContentMd5,
} from '../../../src/protocol/push/contentMd5.ts'

const empty = new Uint8Array()

test('the digest of nothing, in the three ways it is written', () => {
  expect(writeContentMd5(empty, 'base64-raw')).toBe('1B2M2Y8AsgTpgAmY7PhCfg==')
  expect(writeContentMd5(empty, 'base64-hex')).toBe('ZDQxZDhjZDk4ZjAwYjIwNGU5ODAwOTk4ZWNmODQyN2U=')
  expect(writeContentMd5(empty, 'hex')).toBe('D41D8CD98F00B204E9800998ECF8427E')
})

test('a digest that was written is recognised and fits its body alone', () => {
  fc.assert(
    fc.property(
      fc.uint8Array(),
      fc.uint8Array(),
      fc.constantFrom(...contentMd5Encodings),
      (body, other, encoding) => {
        const value = writeContentMd5(body, encoding)
        expect(recogniseContentMd5(value)).toBe(encoding)
        expect(describeContentMd5(value, body)).toEqual({ outcome: 'match', encoding })
        const same = Buffer.compare(body, other) === 0
        expect(describeContentMd5(value, other).outcome).toBe(same ? 'match' : 'mismatch')
      },
    ),
  )
})

test('hex is taken in either case, with and without base64 around it', () => {
  const hex = createHash('md5').update('hi').digest('hex')
  expect(describeContentMd5(hex, Buffer.from('hi'))).toEqual({ outcome: 'match', encoding: 'hex' })
  const wrapped = Buffer.from(hex.toUpperCase()).toString('base64')
  expect(describeContentMd5(wrapped, Buffer.from('hi'))).toEqual({ outcome: 'match', encoding: 'base64-hex' })
})

test('a mismatch says what was expected in the same encoding', () => {
  expect(describeContentMd5('D41D8CD98F00B204E9800998ECF8427E', Buffer.from('hi'))).toEqual({
    outcome: 'mismatch',
    received: 'D41D8CD98F00B204E9800998ECF8427E',
    encoding: 'hex',
    expected: '49F68A5C8493EC2C0BF489821C21FC3B',
  })
})

test.each(['x', 'D41D8CD98F00B204E9800998ECF8427', '1B2M2Y8AsgTpgAmY7PhCfg', 'å'.repeat(32)])(
  '%j is no digest at all',
  value => {
    expect(describeContentMd5(value, empty)).toMatchObject({ outcome: 'mismatch', encoding: null })
  },
)

test.each([null, undefined, ''])('%j is absent', value => {
  expect(describeContentMd5(value, empty)).toEqual({ outcome: 'absent' })
})
