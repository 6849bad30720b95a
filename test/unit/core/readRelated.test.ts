import { expect, onTestFinished, test } from 'vitest'
import type { DecodedFields } from '../../../src/core/store/incoming.ts'
import { openStore } from '../../../src/core/store/openStore.ts'
import { readRelated } from '../../../src/core/store/readRelated.ts'
import { temporaryDirectory } from '../../temporaryDirectory.ts'
import { storable } from './storable.ts'

const sent = 1_700_000_000_000
const hour = 3_600_000

test('a text is told by all its reports and the replies that followed it', () => {
  const store = openStore(temporaryDirectory())
  onTestFinished(() => store.close())
  const sms = { phone: '138', bizId: 'b', sendTime: sent as never }
  const reply = { phone: '138', kind: 'reply', status: 'inbound' } as const
  const add = (fields: Partial<DecodedFields>) => store.write([storable(fields)])[0]?.seqs[0] ?? 0
  const report = add({ ...sms, reportTime: (sent + 1000) as never })
  const changed = add({ ...sms, reportTime: (sent + 5000) as never, status: 'failed' })
  const answered = add({ ...reply, sendTime: (sent + hour) as never })
  const tooLate = add({ ...reply, sendTime: (sent + 100 * hour) as never })
  const before = add({ ...reply, sendTime: (sent - hour) as never })
  add({ ...sms, phone: '139' })
  const related = (seq: number) => readRelated(store.prepare, seq).map(row => row.seq)
  expect(related(report)).toEqual([report, changed, answered])
  expect(related(answered)).toEqual([report, changed, answered])
  expect(related(tooLate)).toEqual([tooLate])
  expect(related(before)).toEqual([before])
  expect(related(999)).toEqual([])
})
