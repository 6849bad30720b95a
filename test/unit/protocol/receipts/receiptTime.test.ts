import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  parseReceiptTime,
  writeCompactTime,
  writeDomesticTime,
  writeInternationalTime,
} from '../../../../src/protocol/receipts/receiptTime.ts'

test.each([
  ['2017-01-01 00:00:00', '2016-12-31T16:00:00Z'],
  ['20150101120000', '2015-01-01T04:00:00Z'],
  ['2017-01-01T00:00:00Z', '2017-01-01T00:00:00Z'],
  ['2017-01-01 00:00:00 +0530', '2016-12-31T18:30:00Z'],
  ['2017-01-01T00:00:00.123-08:00', '2017-01-01T08:00:00Z'],
  ['Thu, 25 Nov 2021 10:27:00 +0800', '2021-11-25T02:27:00Z'],
  ['Thu, 25 Nov 2021 10:27:00 GMT', '2021-11-25T10:27:00Z'],
  [' 2020-02-29 23:59:59 ', '2020-02-29T15:59:59Z'],
])('%s', (text, expected) => {
  expect(parseReceiptTime(text)).toBe(Date.parse(expected))
})

test.each([
  '',
  'soon',
  '2017-02-29 00:00:00',
  '2017-13-01 00:00:00',
  '2017-01-01 24:00:00',
  '2017-01-01',
  '20170101',
  'Thu, 25 Foo 2021 10:27:00 +0800',
])('no time: %s', text => {
  expect(parseReceiptTime(text)).toBeNull()
})

test('what is written is read back', () => {
  const times = fc.integer({ min: 0, max: 4_000_000_000 }).map(seconds => seconds * 1000)
  fc.assert(
    fc.property(
      times,
      fc.constantFrom(writeDomesticTime, writeCompactTime, writeInternationalTime),
      (time, write) => {
        expect(parseReceiptTime(write(time))).toBe(time)
      },
    ),
  )
})

test('each writer spells as its transport does', () => {
  const time = Date.parse('2021-11-25T02:27:00Z')
  expect([writeDomesticTime(time), writeCompactTime(time), writeInternationalTime(time)]).toEqual([
    '2021-11-25 10:27:00',
    '20211125102700',
    'Thu, 25 Nov 2021 10:27:00 +0800',
  ])
})

test('a plain time means the same whichever way it is read', () => {
  const digits = (count: number) => fc.stringMatching(new RegExp(`^[0-9]{${count}}$`))
  const near = fc
    .tuple(fc.constantFrom('2017', '2020'), digits(2), digits(2), digits(2), digits(2), digits(2))
    .map(([year, month, day, hour, minute, second]) => `${year}-${month}-${day} ${hour}:${minute}:${second}`)
  fc.assert(
    fc.property(near, text => {
      expect(parseReceiptTime(text)).toBe(parseReceiptTime(` ${text}`))
    }),
    { numRuns: 2000 },
  )
})
