import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { AccountId } from '../../../src/contract/brand.ts'
import type { DayComparison } from '../../../src/contract/compensation.ts'
import type { Client } from '../../../src/contract/rpc/createClient.ts'
import { createCsvReader, writeCsvRecord } from '../../../src/core/export/csv.ts'
import { versionsOf } from '../../../src/renderer/inspector/versionsOf.ts'
import { adviceFor } from '../../../src/renderer/reconcile/adviceFor.ts'
import { askAboutOne } from '../../../src/renderer/reconcile/askAboutOne.ts'
import { chinaDay, daySpan, lastDays } from '../../../src/renderer/reconcile/chinaDay.ts'
import { splitLog } from '../../../src/renderer/reconcile/splitLog.ts'
import { receiptRow } from '../../receiptRow.ts'
import { createManualTimers } from '../contract/manualTimers.ts'

test('days are those of China, whatever the clock of the window says', () => {
  expect(chinaDay(Date.parse('2026-11-01T15:59:59Z'))).toBe('20261101')
  expect(chinaDay(Date.parse('2026-11-01T16:00:00Z'))).toBe('20261102')
  expect(lastDays(Date.parse('2026-11-01T16:00:00Z'), 7)).toEqual({ from: '20261027', to: '20261102' })
  expect(daySpan('20261102')).toEqual({ from: '2026-11-01T16:00:00Z', to: '2026-11-02T16:00:00Z' })
})

test('a table is split between its records, each piece under the head, and none is lost', () => {
  const field = fc.string({
    unit: fc.constantFrom('a', '"', ',', '\n', '\r', ' '),
    minLength: 1,
    maxLength: 6,
  })
  fc.assert(
    fc.property(
      fc.array(fc.tuple(field, field), { minLength: 1 }),
      fc.integer({ min: 8, max: 60 }),
      (rows, most) => {
        const head = writeCsvRecord(['phone', 'content'])
        const read = (text: string) => {
          const reader = createCsvReader()
          return [...reader.read(text), ...reader.end()]
        }
        const text = head + rows.map(writeCsvRecord).join('')
        const pieces = splitLog(text, most)
        for (const piece of pieces) expect(piece.startsWith(head)).toBe(true)
        expect(pieces.flatMap(piece => read(piece).slice(1))).toEqual(read(text).slice(1))
      },
    ),
  )
})

test('lines of objects are split between lines', () => {
  const lines = ['{"phone":"1"}', '{"phone":"2"}', '{"phone":"3"}']
  expect(splitLog(`${lines.join('\n')}\n`, 30)).toEqual([`${lines[0]}\n${lines[1]}\n`, `${lines[2]}\n`])
  expect(splitLog(' \n', 10)).toEqual([])
})

test.each([
  [{ ours: [10, 8, 1, 1], theirs: [10, 9, 1, 0] }, 'ask'],
  [{ ours: [8, 8, 0, 0], theirs: [10, 9, 1, 0] }, 'import'],
  [{ ours: [8, 7, 1, 0], theirs: [10, 7, 1, 2] }, 'underway'],
  [{ ours: [12, 11, 1, 0], theirs: [10, 9, 1, 0] }, 'surplus'],
  [{ ours: [10, 9, 1, 0], theirs: [10, 8, 1, 1] }, 'wait'],
  [{ ours: [10, 9, 1, 0], theirs: [10, 8, 2, 0] }, 'ask'],
])('what to do about %o is to %s', ({ ours, theirs }, advice) => {
  const count = ([sent = 0, delivered = 0, failed = 0, unreported = 0]: number[]) => ({
    ...{ sent, delivered, failed, unreported },
  })
  const comparison: DayComparison = {
    day: '20261101',
    ours: count(ours),
    theirs: count(theirs),
    difference: { en: 'differs', zh: '不同' },
  }
  expect(adviceFor(comparison)).toBe(advice)
  expect(adviceFor({ ...comparison, difference: null })).toBeNull()
})

test('versions are the different ends that were told; where all agree there are none', () => {
  const first = receiptRow(1, 1, { status: 'delivered', errCode: 'DELIVERED' })
  const again = receiptRow(2, 2, { status: 'delivered', errCode: 'DELIVERED' })
  const asked = receiptRow(3, 3, { status: 'failed', errCode: 'MK:0001', via: 'query' })
  const pending = receiptRow(4, 4, { status: 'pending', errCode: null })
  expect(versionsOf([pending, first, again], first.id)).toEqual([])
  expect(versionsOf([pending, first, again, asked], again.id)).toEqual([again, asked])
})

test('one send is asked about until its run is over, and its receipt is found', async () => {
  const timers = createManualTimers()
  const calls: [string, unknown][] = []
  let looks = 0
  const run = { id: 'run', failed: 0, found: 1, lastError: null }
  const row = receiptRow(9)
  const client = {
    async call(name: string, input: unknown) {
      calls.push([name, input])
      if (name === 'compensation.start') return { id: 'run', of: 1 }
      if (name === 'receipts.page') return { rows: [row], before: null, partial: false }
      looks += 1
      return [{ ...run, state: looks < 3 ? 'running' : 'done' }]
    },
  } as unknown as Pick<Client, 'call'>
  const send = receiptRow(1, 1, { phone: '13800000001', bizId: 'b1', sendTime: 1_793_498_402_000 as never })
  const answer = askAboutOne(client, 'a' as AccountId, send, new AbortController().signal, timers)
  for (let step = 0; step < 2; step += 1) {
    await new Promise(resolve => setImmediate(resolve))
    timers.pass(250)
  }
  expect(await answer).toEqual({ kind: 'found', row })
  expect(calls[0]?.[1]).toEqual({
    account: 'a',
    sends: [{ phone: '13800000001', day: chinaDay(1_793_498_402_000), bizId: 'b1' }],
    query: null,
    unreportedAfterMs: null,
  })
  expect(calls.at(-1)?.[1]).toMatchObject({
    query: 'kind:report -status:pending phone:13800000001 biz_id:b1',
  })
})
