import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Instant } from '../../../src/contract/brand.ts'
import { decodeBase64, encodeBase64 } from '../../../src/renderer/format/base64.ts'
import { cutMarked } from '../../../src/renderer/format/cutMarked.ts'
import { formatJson, formatLayer, formatXml } from '../../../src/renderer/format/formatLayer.ts'
import { formatPhone, maskPhone, maskPhonesIn } from '../../../src/renderer/format/formatPhone.ts'
import { hexLine } from '../../../src/renderer/format/hexLine.ts'
import { markBytes } from '../../../src/renderer/format/markBytes.ts'
import { markTerms } from '../../../src/renderer/format/markTerms.ts'
import {
  formatBytes,
  formatColumnShare,
  formatDuration,
  formatLatency,
  formatRate,
  formatShare,
} from '../../../src/renderer/format/numbers.ts'
import { revealControls, revealInline } from '../../../src/renderer/format/revealControls.ts'
import { formatAgo, formatDay, formatHour, formatInstant } from '../../../src/renderer/format/times.ts'

test('phone numbers are grouped as they are read, and foreign ones are left alone', () => {
  expect(formatPhone('13800138042')).toBe('138 0013 8042')
  expect(formatPhone('8613800138042')).toBe('+86 138 0013 8042')
  expect(formatPhone('+447700900123')).toBe('+447700900123')
})

test('a masked number does not hold its middle', () => {
  expect(maskPhone('13800138042')).toBe('138 •••• 8042')
  expect(maskPhone('+447700900123')).toBe('+44••••••••23')
  expect(maskPhone('10690')).toBe('•••••')
  expect(maskPhonesIn('call 13800138042 at 10:30, order 42')).toBe('call 138••••8042 at 10:30, order 42')
})

test('masking hides at least four digits of every long number', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^\+?\d{7,15}$/), phone => {
      expect((maskPhone(phone).match(/\d/g) ?? []).length).toBeLessThanOrEqual(
        phone.replace('+', '').length - 2,
      )
      expect(maskPhone(phone)).not.toContain(phone)
    }),
  )
})

test('durations take the unit a person would use', () => {
  const said = (milliseconds: number, locale: string) => plain(formatDuration(milliseconds, locale))
  expect(said(12, 'en')).toBe('12 ms')
  expect(said(45_000, 'en')).toBe('45 s')
  expect(said(1_020, 'en')).toBe('1.0 s')
  expect(said(540_000, 'en')).toBe('9 min')
  expect(said(1_234_567, 'en')).toBe('21 min')
  expect(said(7_200_000, 'en')).toBe('2 h')
  expect(said(12, 'zh-CN')).toBe('12 毫秒')
  expect(said(45_600, 'zh-CN')).toBe('45.6 秒')
  expect(said(540_000, 'zh-CN')).toBe('9 分钟')
  expect(plain(formatLatency(0, 'en'))).toBe('0 s')
})

/** A unit never stands on the next line, which a reader of the test would not see. */
const plain = (text: string) => {
  expect(text).not.toContain(' ')
  return text.replaceAll('\u202f', ' ')
}

test('a share is never rounded up to everything, and stands below others by its point', () => {
  expect(formatShare(0.9999, 'en')).toBe('99.9%')
  expect(formatShare(0.2, 'en')).toBe('20%')
  expect(formatColumnShare(0.2, 'en')).toBe('20.0%')
  expect(formatColumnShare(1, 'en')).toBe('100%')
})

test('days and hours are written in the way of the language', () => {
  expect(formatDay('20261121', 'en')).toBe('Nov 21, 2026')
  expect(formatDay('20261121', 'zh-CN')).toBe('2026/11/21')
  expect(formatHour(1_795_204_800_000 as Instant, 'zh-CN')).toMatch(/^11月2\d日 ?\d\d:\d\d$/)
})

test('sizes and rates are rounded, but a trickle is not nothing', () => {
  expect(formatBytes(412_000_000, 'en')).toBe('412\u202fMB')
  expect(formatBytes(1, 'en')).toBe('1\u202fbyte')
  expect(formatRate(0.3, 'en')).toBe('0.3')
  expect(formatRate(38.4, 'en')).toBe('38')
})

test('a receipt never comes from the future', () => {
  const now = 1_700_000_000_000 as Instant
  expect(formatAgo((now + 2_000) as Instant, now, 'en')).toBe('now')
  expect(formatAgo((now - 3_000) as Instant, now, 'en')).toBe('3\u202fs ago')
  expect(formatAgo((now - 180_000) as Instant, now, 'en')).toBe('3\u202fmin ago')
  expect(formatAgo((now - 180_000) as Instant, now, 'zh-CN')).toBe('3\u202f分钟前')
  expect(formatInstant(now, 'en')).toMatch(/^Nov 1\d, 2023, \d\d:\d\d:\d\d\.000 \S+/)
})

test('characters that would act are shown instead', () => {
  expect(revealInline('a\u202Eb\u0000c')).toBe('a⟨RLO⟩b⟨NUL⟩c')
  expect(revealInline('\uD800x')).toBe('⟨U+D800⟩x')
  expect(revealInline('👩‍👩‍👧 中文')).toBe('👩‍👩‍👧 中文')
  expect(revealControls('a\n\tb', '\n\t')).toEqual([{ kind: 'plain', text: 'a\n\tb' }])
  expect(revealInline('x'.repeat(1 << 20))).toHaveLength(201)
})

test('nothing that acts is left in a revealed text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), text => {
      expect(revealInline(text, 10_000)).not.toMatch(/[\p{Cc}\u202a-\u202e\u2066-\u2069\u200b]/u)
    }),
  )
})

test('a hex line shows offset, bytes and what of them is printable', () => {
  const bytes = decodeBase64(btoa('MNS\u0000 receipts, seventeen'))
  expect(hexLine(bytes, 0, 16)).toEqual({
    offset: '00000000',
    marks: null,
    hex: '4d 4e 53 00 20 72 65 63  65 69 70 74 73 2c 20 73',
    text: 'MNS· receipts, s',
  })
  expect(hexLine(bytes, 1, 8)).toEqual({
    offset: '00000008',
    marks: null,
    hex: '65 69 70 74 73 2c 20 73',
    text: 'eipts, s',
  })
})

test('laying out JSON changes white space only: numbers, order and repeated keys stay', () => {
  expect(formatJson('{"a":1.0e30,"a":12345678901234567890,"b":[],"c":{}}')).toBe(
    '{\n  "a": 1.0e30,\n  "a": 12345678901234567890,\n  "b": [],\n  "c": {}\n}',
  )
  expect(formatJson('{oops')).toBeNull()
  fc.assert(
    fc.property(fc.json(), text => {
      expect(JSON.parse(formatJson(text) ?? '')).toEqual(JSON.parse(text))
    }),
  )
})

test('laying out XML keeps text beside its element', () => {
  expect(formatXml('<a><b>x</b><c></c><d/></a>')).toBe('<a>\n  <b>x</b>\n  <c></c>\n  <d/>\n</a>')
  expect(formatLayer({ encoding: 'text', text: '<a></a>' })).toBeNull()
})

test('searched terms are marked, across the spaces that formatting put in', () => {
  expect(markTerms('138 0013 8042', ['13800'], ' ')).toEqual([
    { text: '138 00', marked: true },
    { text: '13 8042', marked: false },
  ])
  expect(markTerms('TD or td', ['td'])).toEqual([
    { text: 'TD', marked: true },
    { text: ' or ', marked: false },
    { text: 'td', marked: true },
  ])
})

test('marking never changes the text', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary' }),
      fc.array(fc.string({ minLength: 1 }), { maxLength: 3 }),
      (text, terms) => {
        expect(
          markTerms(text, terms, ' ')
            .map(piece => piece.text)
            .join(''),
        ).toBe(text)
      },
    ),
  )
})

test('bytes survive base64', () => {
  fc.assert(
    fc.property(fc.uint8Array(), bytes => {
      expect(decodeBase64(encodeBase64(bytes))).toEqual(bytes)
    }),
  )
})

test('a term is marked in bytes, whatever its case, and in the line that shows them', () => {
  const bytes = new TextEncoder().encode('0123456 UNDELIV 回执')
  const marks = markBytes(bytes, ['undeliv', '回'])
  expect([...marks]).toEqual([...'000000001111111'].map(Number).concat([0, 1, 1, 1, 0, 0, 0]))
  const line = hexLine(bytes, 0, 16, marks)
  if (line.marks === null) throw new Error('no marks')
  expect(cutMarked(line.hex, line.marks.hex).filter(({ marked }) => marked)).toEqual([
    { text: '55 4e 44 45 4c 49 56', marked: true },
  ])
  expect(cutMarked(line.text, line.marks.text)[1]).toEqual({ text: 'UNDELIV', marked: true })
})
