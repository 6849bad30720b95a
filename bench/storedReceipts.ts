import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Instant } from '../src/contract/brand.ts'
import type { Ingest } from '../src/core/ingest/createIngest.ts'
import type { IncomingMessage } from '../src/core/store/incoming.ts'
import { reportBody } from './receiptBodies.ts'

const batch = 16

/** The receipt number `index` as a queue brings it, four of them a second. */
export function messageOf(index: number, run = 'BENCH'): IncomingMessage {
  return {
    via: 'queue',
    account: 'bench',
    source: 'receipts',
    messageType: 'SmsReport',
    messageId: `${run}${index.toString(16).padStart(27, '0')}`,
    requestId: null,
    receivedAt: (Date.UTC(2026, 10, 1) + index * 250) as Instant,
    raw: Buffer.from(reportBody(index)),
    headers: null,
    requestLine: null,
    signature: null,
    peeked: false,
  }
}

export const ingestBatch = (ingest: Ingest, from: number, run?: string): Promise<unknown> =>
  ingest.ingest(Array.from({ length: batch }, (_, offset) => messageOf(from + offset, run)))

/** Stores receipts as quickly as they are taken, batch by batch as transports bring them. */
export async function storeReceipts(
  ingest: Ingest,
  from: number,
  isOver: (next: number) => boolean,
  run?: string,
): Promise<number> {
  const under = new Set<Promise<unknown>>()
  let next = from
  for (; !isOver(next); next += batch) {
    await ingest.whenRoom()
    const stored = ingestBatch(ingest, next, run)
    under.add(stored)
    void stored.then(() => under.delete(stored))
    await nextTurn()
  }
  await Promise.all(under)
  return next
}
