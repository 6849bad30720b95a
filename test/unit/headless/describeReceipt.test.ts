import { PassThrough } from 'node:stream'
import { expect, test } from 'vitest'
import type { Instant } from '../../../src/contract/brand.ts'
import { describeReceipt } from '../../../src/headless/command/describeReceipt.ts'
import { receiptRow } from '../../receiptRow.ts'

const row = receiptRow(1, 1, {
  kind: 'reply',
  status: 'failed',
  phone: '13800000001',
  errCode: 'MK:0001',
  latencyMs: 1500,
  outId: 'order-1',
  content: 'hello',
  receivedAt: new Date(2026, 0, 2, 3, 4, 5).getTime() as Instant,
})

test('one line says what matters', () => {
  expect(describeReceipt(row, new PassThrough())).toBe(
    '03:04:05  failed     13800000001     MK:0001          1.5 s  order-1  hello',
  )
})

test.each([
  [null, 'notice'],
  [{ verdict: 'valid', certificateTrust: 'trusted' } as const, 'valid'],
  [{ verdict: 'undecided', certificateTrust: 'unknown' } as const, 'undecided'],
])('a push that tells of no delivery shows what its signature is worth: %j', (signature, word) => {
  const push = { ...row, kind: 'push' as const, status: 'unknown' as const, signature }
  expect(describeReceipt(push, new PassThrough())).toContain(`03:04:05  ${word.padEnd(9)}  138`)
  expect(describeReceipt({ ...push, kind: 'unknown' }, new PassThrough())).toContain('  unknown  ')
})

test('what was received cannot steer the terminal', () => {
  const hostile = '\u001b]0;owned\u0007\u001b[2J\r\n\u0085\u202e'
  const line = describeReceipt(
    { ...row, phone: hostile, errCode: hostile, content: hostile },
    new PassThrough(),
  )
  expect(line).not.toMatch(/[\p{Cc}\p{Bidi_Control}]/u)
  expect(line).toContain('owned')
})
