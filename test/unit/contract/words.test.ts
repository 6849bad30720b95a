import { expect, test } from 'vitest'
import { ApiError } from '../../../src/contract/apiError.ts'
import { parseAnswererFrame } from '../../../src/contract/rpc/frames.ts'
import { asIs, inEnglish } from '../../../src/contract/words.ts'

test('scripts get the English of every sentence, however deep, and everything else as it is', () => {
  const words = { en: 'No answer', zh: '没有应答' }
  expect(
    inEnglish({ reason: words, list: [words, null], at: 1, own: { en: 'one', zh: 'two', fr: 'x' } }),
  ).toEqual({
    reason: 'No answer',
    list: ['No answer', null],
    at: 1,
    own: { en: 'one', zh: 'two', fr: 'x' },
  })
})

test('trouble keeps both languages on its way to the window', () => {
  const error = new ApiError('refused', { en: 'No.', zh: '不行。' }, { en: 'Ask.', zh: '请询问。' })
  const frame = parseAnswererFrame(JSON.parse(JSON.stringify({ kind: 'error', id: 1, error })))
  expect(frame?.kind === 'error' && ApiError.from(frame.error)).toEqual(error)
})

test('trouble of a program that knows no Chinese is shown in English', () => {
  const frame = parseAnswererFrame({
    kind: 'error',
    id: 1,
    error: { code: 'closed', message: 'Gone', hint: null },
  })
  expect(frame?.kind === 'error' && ApiError.from(frame.error).said).toEqual({
    message: asIs('Gone'),
    hint: null,
  })
})
