import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isCommonTrigram, trigramsOf, withoutCommonText } from '../../../src/core/query/commonText.ts'
import { candidatesFor } from '../../../src/core/query/textGrams.ts'

const pieces = fc.constantFrom(
  ...['"phone_number":"', '","err_code":"', '{"biz_id":"', ',"success":true', '"}', '",', '"', ':', '{', ','],
  ...['","content":""', 'err_code', '13800138000', '验证码', '😀', 'a', ' ', '"sms_size": "1"', '\n'],
)
const texts = fc.array(pieces, { maxLength: 12 }).map(all => all.join(''))

test('three characters that are not common stay neighbours where keys are left out', () => {
  let shorter = 0
  fc.assert(
    fc.property(texts, text => {
      const thin = withoutCommonText(text)
      if (thin.length < text.length) shorter++
      const kept = new Set(trigramsOf(thin))
      expect(trigramsOf(text).filter(trigram => !kept.has(trigram) && !isCommonTrigram(trigram))).toEqual([])
    }),
    { numRuns: 5000 },
  )
  expect(shorter).toBeGreaterThan(1000)
})

test('a receipt loses its keys, and no value', () => {
  const text = '{"phone_number":"13800138000","success":true,"biz_id":"1^0"}'
  expect(withoutCommonText(text)).toBe('{":"13800138000",":true,":"1^0"}')
})

test('a search for a key alone asks no index, one for a value in it does', () => {
  expect(candidatesFor('phone_number')).toBeNull()
  expect(candidatesFor('biz_id":"77')).toEqual({ index: 'receipt_trigram', grams: [':"7', '"77'] })
})
