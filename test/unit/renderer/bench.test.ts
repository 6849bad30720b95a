import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { ShownRequest } from '../../../src/contract/signature.ts'
import { linePieces } from '../../../src/renderer/bench/linePieces.ts'
import { markRequest } from '../../../src/renderer/bench/markRequest.ts'
import { originWord } from '../../../src/renderer/bench/originWord.ts'
import { en } from '../../../src/renderer/words/en.ts'

const request: ShownRequest = {
  method: 'POST',
  target: '/notifications',
  headers: [
    ['Content-Type', 'text/xml; charset=UTF-8'],
    ['x-mns-forwarded-by', 'gateway-3'],
    ['Date', 'Fri, 20 Nov 2026 00:00:00 GMT'],
  ],
  body: '',
  bodyBytes: 0,
}

test('what was done to a request is marked in place, and a lost header stands behind the others', () => {
  const marked = markRequest(request, [
    { kind: 'header-changed', name: 'content-type', signed: 'text/xml', received: 'text/xml; charset=UTF-8' },
    { kind: 'header-added', name: 'x-mns-forwarded-by', signed: null, received: 'gateway-3' },
    { kind: 'header-removed', name: 'x-mns-version', signed: '2015-06-06', received: null },
    { kind: 'target-changed', name: null, signed: '/notifications?a=1', received: '/notifications' },
  ])
  expect(marked.headers.map(({ name, mark }) => [name, mark])).toEqual([
    ['Content-Type', 'changed'],
    ['x-mns-forwarded-by', 'added'],
    ['Date', null],
    ['x-mns-version', 'missing'],
  ])
  expect(marked.target.changed).toBe(true)
  expect(marked.method.changed).toBe(false)
  expect(marked.bodyChanged).toBe(false)
})

test('the pieces of a line make the line again, and what is outside of the middle is shared', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (text, other) => {
      const { before, differing, after } = linePieces(text, other)
      expect(before + differing + after).toBe(text)
      expect(other.startsWith(before) && other.endsWith(after)).toBe(true)
    }),
  )
  expect(linePieces('text/xml;charset=utf-8', 'text/xml; charset=utf-8').differing).toBe('')
  expect(linePieces('text/xml; charset=utf-8', 'text/xml;charset=utf-8').differing).toBe(' ')
})

test('a line says which header it is, that there is none, or what else it comes from', () => {
  const words = en.bench
  expect(originWord({ kind: 'header', name: 'x-mns-version' }, words)).toBe('x-mns-version')
  expect(originWord({ kind: 'absent-header', name: 'content-md5' }, words)).toBe('content-md5: not there')
  expect(originWord({ kind: 'target', name: null }, words)).toBe('path and query')
})
