import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { inEnglish } from '../../../src/contract/words.ts'
import { compareOwnString } from '../../../src/protocol/diagnosis/compareOwnString.ts'
import { compareLines, findFirstDifference } from '../../../src/protocol/diagnosis/compareStrings.ts'
import { evidenceOf } from '../../../src/protocol/diagnosis/evidence.ts'
import { findServerString } from '../../../src/protocol/diagnosis/findServerString.ts'
import { showInvisible } from '../../../src/protocol/diagnosis/showInvisible.ts'
import { pushStringToSign } from '../../../src/protocol/push/pushStringToSign.ts'
import { genuinePush } from './pushUnderTest.ts'
import { requestWith } from './requests.ts'

const right = Buffer.from(pushStringToSign(genuinePush), 'latin1')

function compare(change: (text: string) => string) {
  const own = Buffer.from(change(right.toString('latin1')), 'latin1')
  const finding = inEnglish(compareOwnString(evidenceOf(genuinePush), own))
  if (finding.outcome !== 'different') throw new Error(finding.outcome)
  return finding
}

test('the same string is the same', () => {
  expect(compareOwnString(evidenceOf(genuinePush), right)).toEqual({ outcome: 'same' })
})

test.each([
  ['line-end', (text: string) => text.replaceAll('\n', '\r\n')],
  ['last-line', (text: string) => `${text}\n`],
  ['header-space', (text: string) => text.replaceAll(/^(x-mns-[a-z-]+):/gm, '$1: ')],
  ['headers', (text: string) => text.replaceAll(/^x-mns-.*\n/gm, '')],
])('a broken rule is named: %s', (name, change) => {
  expect(compare(change).mistakes?.edits).toMatchObject([{ kind: 'wrong-scheme', name }])
})

test('a verifier that reads no header but in its own spelling leaves an empty line', () => {
  const finding = compare(text => text.replace(/\n.*\n/, '\n\n'))
  expect(finding.mistakes?.edits).toMatchObject([{ kind: 'header-added', name: 'content-md5' }])
  expect(finding.firstDifference).toMatchObject({ line: 2, column: 1, own: '0a' })
})

test('a framework that drops the query and adds a space before the charset', () => {
  const finding = compare(text => text.replace(';charset', '; charset').replace(/\?.*/, ''))
  expect(finding.mistakes?.edits).toMatchObject([
    { kind: 'header-changed', name: 'content-type', signed: 'text/xml; charset=utf-8' },
    { kind: 'target-changed' },
  ])
  expect(finding.mistakes?.explanation).toBe(
    'It has "text/xml; charset=utf-8" for content-type, the request has "text/xml;charset=utf-8". It has the target "/notifications/sms%20up", the request has "/notifications/sms%20up?tenant=a%2Fb&x=%E4%BD%A0".',
  )
})

test('an empty line that was left out', () => {
  const request = requestWith('POST', '/n', {
    Date: 'd',
    'x-mns-version': '2015-06-06',
    Authorization: 'AAAA',
  })
  const finding = inEnglish(
    compareOwnString(evidenceOf(request), Buffer.from('POST\nd\nx-mns-version:2015-06-06\n/n')),
  )
  expect(finding).toMatchObject({ mistakes: { edits: [{ kind: 'wrong-scheme', name: 'empty-line' }] } })
})

test('what no known mistake explains is shown all the same', () => {
  const finding = compare(text => text.replace('512B2A634403E52B1956133E', '512B2A634403E52B\u00001956133F'))
  expect(finding.mistakes).toBeNull()
  expect(finding.lines.find(({ differsAt }) => differsAt !== null)).toEqual({
    own: 'x-mns-request-id:512B2A634403E52B⟨U+0000⟩1956133F',
    expected: 'x-mns-request-id:512B2A634403E52B1956133E',
    differsAt: 33,
  })
})

test('without a signature there is nothing to compare with', () => {
  expect(compareOwnString(evidenceOf(requestWith('GET', '/', {})), right).outcome).toBe('no-signature')
})

describe('two texts side by side', () => {
  test('equal lines stand together around one that is missing and one that differs', () => {
    expect(compareLines('a\nc\nd', 'a\nb\nc\nD')).toEqual([
      { own: 'a', expected: 'a', differsAt: null },
      { own: null, expected: 'b', differsAt: null },
      { own: 'c', expected: 'c', differsAt: null },
      { own: 'd', expected: 'D', differsAt: 0 },
    ])
  })

  const text = fc
    .array(fc.constantFrom('a', 'b', 'c', ''), { minLength: 1, maxLength: 8 })
    .map(lines => lines.join('\n'))

  test('each side reads from top to bottom as it was', () => {
    fc.assert(
      fc.property(text, text, (own, expected) => {
        const lines = compareLines(own, expected)
        const side = (pick: 'own' | 'expected') => lines.flatMap(line => line[pick] ?? []).join('\n')
        expect(side('own')).toBe(own)
        expect(side('expected')).toBe(expected)
      }),
    )
  })

  test('the first difference is where the bytes part', () => {
    fc.assert(
      fc.property(fc.uint8Array(), fc.uint8Array(), fc.uint8Array(), (start, left, right) => {
        const [own, expected] = [Buffer.concat([start, left]), Buffer.concat([start, right])]
        const found = findFirstDifference(own, expected)
        if (found === null) {
          expect(own.equals(expected)).toBe(true)
          return
        }
        expect(found.offset).toBeGreaterThanOrEqual(start.length)
        expect(own.subarray(0, found.offset).equals(expected.subarray(0, found.offset))).toBe(true)
        expect(found.own).not.toBe(found.expected)
        expect(found.line).toBe(own.subarray(0, found.offset).toString('latin1').split('\n').length)
      }),
    )
  })
})

test.each([
  [' a  b ', '·a··b·'],
  ['a\r', 'a␍'],
  ['\ufeffa\u200bb\tc\u00a0', '⟨U+FEFF⟩a⟨U+200B⟩b␉c⍽'],
  ['标签', '标签'],
])('%j is shown as %s', (text, shown) => {
  expect(showInvisible(text)).toBe(shown)
})

test.each([
  [
    '{"Message":"Specified signature is not matched with our calculation. server string to sign is:GET&%2F&A%3D1","Code":"SignatureDoesNotMatch"}',
    'GET&%2F&A%3D1',
  ],
  [
    '{"Message":"server StringToSign is [ACS3-HMAC-SHA256\\nabc] and server CanonicalRequest is [x]"}',
    'ACS3-HMAC-SHA256\nabc',
  ],
  ['<Error><StringToSign>GET\n\n\nd\n/a?x=1&amp;y=2</StringToSign></Error>', 'GET\n\n\nd\n/a?x=1&y=2'],
  ['<Error><Code>SignatureDoesNotMatch</Code></Error>', null],
])('the string a server quotes: %s', (error, found) => {
  expect(findServerString(error)).toBe(found)
})
