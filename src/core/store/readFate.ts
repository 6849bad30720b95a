import type { ReceiptFate } from '../../contract/receipt.ts'
import type { Prepare } from './prepareCached.ts'
import { type StoredReceipt, toReceiptRow } from './receiptTable.ts'

/** What became of an id, also of one that was given out long ago; `given` is the last that was. */
export function readFate(prepare: Prepare, seq: number, given: number): ReceiptFate {
  const find = (place: number) =>
    prepare('SELECT * FROM receipt WHERE seq = ?').get(place) as StoredReceipt | undefined
  if (find(seq) !== undefined) return { kind: 'stored' }
  const place = prepare('SELECT by FROM replaced WHERE seq = ?').pluck().get(seq)
  const successor = typeof place === 'number' ? find(place) : undefined
  if (successor !== undefined) return { kind: 'replaced', by: toReceiptRow(successor) }
  return { kind: seq <= given ? 'removed' : 'never' }
}
