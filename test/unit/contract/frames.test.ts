import fc from 'fast-check'
import { expect, test } from 'vitest'
import { apiErrorCodes } from '../../../src/contract/apiError.ts'
import { parseAnswererFrame, parseAskerFrame } from '../../../src/contract/rpc/frames.ts'

const id = fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER })
const json = fc.jsonValue()
const kinds = fc.constantFrom(
  'call',
  'open',
  'acknowledge',
  'cancel',
  'ping',
  'answer',
  'item',
  'error',
  'pong',
)
const error = fc.record({
  code: fc.constantFrom(...apiErrorCodes),
  message: fc.string(),
  hint: fc.option(fc.string()),
})
const askerFrame = fc.oneof(
  fc.record({ kind: fc.constantFrom('call', 'open'), id, name: fc.string(), input: json }),
  fc.record({ kind: fc.constantFrom('acknowledge', 'cancel'), id }),
  fc.constant({ kind: 'ping' }),
)
const answererFrame = fc.oneof(
  fc.record({ kind: fc.constant('answer'), id, output: json }),
  fc.record({ kind: fc.constant('item'), id, item: json }),
  fc.record({ kind: fc.constant('end'), id }),
  fc.record({ kind: fc.constant('error'), id, error }),
  fc.record({ kind: fc.constant('pong'), protocol: fc.integer() }),
)
const overTheWire = (frame: unknown) => JSON.parse(JSON.stringify(frame)) as unknown

test('what was sent is what is read', () => {
  fc.assert(
    fc.property(askerFrame, frame => {
      expect(parseAskerFrame(overTheWire(frame))).toEqual(overTheWire(frame))
    }),
  )
  fc.assert(
    fc.property(answererFrame, frame => {
      expect(parseAnswererFrame(overTheWire(frame))).toEqual(overTheWire(frame))
    }),
  )
})

test('members that no frame has are dropped', () => {
  expect(parseAskerFrame({ kind: 'cancel', id: 1, extra: 1 })).toEqual({ kind: 'cancel', id: 1 })
})

test('anything else is no frame, and never an exception', () => {
  const almost = fc.record(
    { kind: fc.oneof(kinds, json), id: json, name: json, error: json },
    { requiredKeys: [] },
  )
  fc.assert(
    fc.property(fc.oneof(json, almost, fc.anything()), value => {
      parseAskerFrame(value)
      parseAnswererFrame(value)
    }),
  )
})

test.each([0, -1, 1.5, '1', null, Number.NaN, 2 ** 53])('%s is no id', id => {
  expect(parseAskerFrame({ kind: 'cancel', id })).toBeNull()
  expect(parseAnswererFrame({ kind: 'end', id })).toBeNull()
})

test('an error with a code that is none is no frame', () => {
  const error = { code: 'toString', message: 'x', hint: null }
  expect(parseAnswererFrame({ kind: 'error', id: 1, error })).toBeNull()
})
