import { expect, test } from 'vitest'
import { carrierOfPhone } from '../../../../src/protocol/errCodes/carrierOfPhone.ts'

test.each([
  ['13800138000', 'mobile', false],
  ['+86 138-0013-8000', 'mobile', false],
  ['008619900001111', 'telecom', false],
  ['8613000000000', 'unicom', false],
  ['1381111****', 'mobile', false],
  ['13490001111', 'telecom', false],
  ['17031234567', 'mobile', true],
  ['17041234567', 'unicom', true],
  ['17001234567', 'telecom', true],
  ['19212345678', 'broadnet', false],
])('%s', (phone, carrier, virtual) => {
  expect(carrierOfPhone(phone)).toMatchObject({ carrier, virtual })
})

test.each(['6591234567', '1380013800', '138001380001', '12345678901', '', 'abc'])('no carrier: %s', phone => {
  expect(carrierOfPhone(phone)).toBeNull()
})

test('never without the caveat', () => {
  expect(carrierOfPhone('13800138000')?.caveat.en).toContain('ported')
})
