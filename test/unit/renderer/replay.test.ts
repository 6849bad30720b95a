import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readHeaders, writeHeaders } from '../../../src/renderer/replay/readHeaders.ts'
import { draftOf, editOf } from '../../../src/renderer/replay/requestDraft.ts'
import { receiptDetail } from '../../receiptRow.ts'

const base64 = (text: string) => Buffer.from(text).toString('base64')

test('headers survive being edited as text', () => {
  const name = fc.stringMatching(/^[A-Za-z0-9-]{1,12}$/)
  const value = fc.stringMatching(/^[!-~]([ -~]{0,20}[!-~])?$/)
  fc.assert(
    fc.property(fc.array(fc.tuple(name, value)), headers => {
      expect(readHeaders(writeHeaders(headers))).toEqual({ headers })
    }),
  )
})

test('a line that is no header is named by its number', () => {
  expect(readHeaders('A: 1\n\nno header')).toEqual({ badLine: 3 })
  expect(readHeaders('A: 回执')).toEqual({ badLine: 1 })
})

test('a push is edited without what its connection added, and what was typed is what is sent', () => {
  const draft = draftOf(
    receiptDetail({
      requestLine: 'POST /n?x=1 HTTP/1.1',
      headers: [
        ['Host', 'a'],
        ['X-Own', '1'],
        ['Content-Length', '6'],
      ],
      raw: base64('回执'),
    }),
  )
  expect(draft).toEqual({ method: 'POST', target: '/n?x=1', headers: 'X-Own: 1', body: '回执' })
  expect(editOf({ ...draft, method: 'put', body: '新' })).toEqual({
    edit: { method: 'PUT', target: '/n?x=1', headers: [['X-Own', '1']], body: base64('新') },
  })
})

test('a body that is no text is left as it was received', () => {
  const draft = draftOf(receiptDetail({ requestLine: 'POST / HTTP/1.1', headers: [], raw: '/w==' }))
  expect(draft.body).toBeNull()
  expect(editOf(draft)).toMatchObject({ edit: { body: null } })
})

test('a queue’s message is sent in the array that the SMS service would push', () => {
  const layers = [{ encoding: 'json-object' as const, text: '{"a":1}' }]
  expect(draftOf(receiptDetail({ layers })).body).toBe('[{"a":1}]')
})
