import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isUnreported } from '../../../src/core/query/relatedRows.ts'
import { openStore } from '../../../src/core/store/openStore.ts'
import { temporaryDirectory } from '../../temporaryDirectory.ts'
import { storable } from './storable.ts'

const row = fc.record({
  kind: fc.constantFrom('report' as const, 'reply' as const),
  status: fc.constantFrom('pending' as const, 'delivered' as const, 'failed' as const, 'unknown' as const),
  phone: fc.constantFrom('13800000000', '13900000000', null),
  bizId: fc.constantFrom('a', 'b', null),
  outId: fc.constantFrom('o', 'p', null),
  sendTime: fc.constantFrom(10_000, 12_000, 12_001, 20_000, null),
})
type Row = typeof row extends fc.Arbitrary<infer R> ? R : never

/** Of the same number: the same id, or where either has none the same time, and no other id of the sender's. */
function saysHowItEnded(report: Row, send: Row): boolean {
  if (report.kind !== 'report' || !['delivered', 'failed'].includes(report.status)) return false
  if (report.phone === null || report.phone !== send.phone) return false
  if (report.bizId !== null && send.bizId !== null) return report.bizId === send.bizId
  if (report.sendTime === null || send.sendTime === null) return false
  const isOther = report.outId !== null && send.outId !== null && report.outId !== send.outId
  return Math.abs(report.sendTime - send.sendTime) <= 2000 && !isOther
}

test('a send is unreported where no row says how it ended', () => {
  fc.assert(
    fc.property(fc.array(row, { maxLength: 12 }), rows => {
      const store = openStore(temporaryDirectory())
      store.write(rows.map(fields => storable(fields as never)))
      const found = store.database.prepare(`SELECT seq FROM receipt r WHERE ${isUnreported} ORDER BY seq`)
      const wanted = rows.flatMap((send, index) =>
        send.status === 'pending' && !rows.some(report => saysHowItEnded(report, send)) ? [index + 1] : [],
      )
      try {
        expect(found.pluck().all()).toEqual(wanted)
      } finally {
        store.close()
      }
    }),
    { numRuns: 60 },
  )
})
