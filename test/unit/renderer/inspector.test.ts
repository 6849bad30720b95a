import { expect, test } from 'vitest'
import type { Instant, ReceiptId } from '../../../src/contract/brand.ts'
import { timelineEvents } from '../../../src/renderer/inspector/timelineEvents.ts'
import { toCurl } from '../../../src/renderer/inspector/toCurl.ts'
import { receiptDetail, receiptRow } from '../../receiptRow.ts'

test('a push becomes a command that sends the same bytes, headers and target', () => {
  const push = receiptDetail({
    requestLine: 'POST /notifications?a=1 HTTP/1.1',
    headers: [
      ['Host', 'company.example'],
      ['Content-Length', '9'],
      ['Authorization', "it's"],
      ['X-Empty', ''],
      ['X-Name', '验'],
    ],
    raw: btoa("@it's\u0000\n\\"),
  })
  expect(toCurl(push, 'http://127.0.0.1:8099/notifications')).toBe(
    [
      "curl -X 'POST' 'http://127.0.0.1:8099/notifications?a=1'",
      "-H 'Authorization: it'\\''s'",
      "-H 'X-Empty;'",
      "-H $'X-Name: \\xe9\\xaa\\x8c'",
      "--data-raw $'@it\\'s\\x00\\x0a\\\\'",
    ].join(' \\\n  '),
  )
  expect(toCurl(push, null)).toContain("'http://company.example/notifications?a=1'")
})

test('what came from a queue is no request', () => {
  expect(toCurl(receiptDetail({}), null)).toBeNull()
})

test('a life is told in the order of time, whatever row told it, and the same event once', () => {
  const at = (milliseconds: number) => milliseconds as Instant
  const first = receiptRow(1, 1, { sendTime: at(1_000), reportTime: at(3_000), receivedAt: at(3_500) })
  const again = { ...first, id: 'again' as ReceiptId, receivedAt: at(9_000), duplicateOf: first.id }
  const changed = receiptRow(2, 2, {
    sendTime: at(1_000),
    reportTime: at(3_000),
    status: 'failed',
    receivedAt: at(4_000),
  })
  expect(timelineEvents([again, first, changed]).map(({ kind, row, at }) => [kind, row.id, at])).toEqual([
    ['sent', 'again', 1_000],
    ['reported', 'again', 3_000],
    ['reported', 'r2', 3_000],
    ['received', 'r1', 3_500],
    ['received', 'r2', 4_000],
    ['received', 'again', 9_000],
  ])
})
