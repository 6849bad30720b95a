import type { Instant } from '../../contract/brand.ts'
import type { MonitorMode } from '../../contract/status.ts'
import type { Words } from '../../contract/words.ts'
import type { Ingest } from '../ingest/createIngest.ts'
import type { MnsClient, ReceivedBatch } from '../mns/createMnsClient.ts'
import type { Lease } from '../mns/lease.ts'
import { describeFailure, sayRefusal } from '../mns/mnsResult.ts'
import type { IncomingMessage } from '../store/incoming.ts'
import { keepLeases } from './keepLeases.ts'

export type Taken = {
  /** Messages that are news to this monitor: all that were received, or those peeked at for the first time. */
  messages: number
  /** Stored, but still in the queue: they will come again. */
  undeleted: Words | null
}

const deleteAttempts = 3
/** The lease ended meanwhile: a redelivery to come, not an error. */
const leaseEnded = /^(MessageNotExist|ReceiptHandleError)$/

/** Stores a batch, and only then deletes it, as far as the mode says so. */
export async function takeBatch(
  batch: ReceivedBatch,
  source: { account: string; queue: string; type: string; mode: MonitorMode },
  { client, ingest, now }: { client: MnsClient; ingest: Pick<Ingest, 'ingest'>; now: () => number },
): Promise<Taken> {
  const { queue, mode } = source
  const receivedAt = now() as Instant
  const incoming = batch.messages.map(
    ({ body, messageId }): IncomingMessage => ({
      via: 'queue',
      account: source.account,
      source: queue,
      messageType: source.type,
      messageId,
      requestId: batch.requestId,
      receivedAt,
      raw: Buffer.from(body, 'utf8'),
      headers: null,
      requestLine: null,
      signature: null,
      peeked: mode === 'peek',
    }),
  )
  if (mode === 'peek') {
    const written = await ingest.ingest(incoming)
    return { messages: written.filter(({ outcome }) => outcome === 'new').length, undeleted: null }
  }
  const leases = await keepLeases(client, queue, batch.messages, now, () => ingest.ingest(incoming))
  const undeleted = mode === 'consume' ? await deleteAll(client, queue, leases) : null
  return { messages: incoming.length, undeleted }
}

function sayFailed(failed: { code: string; message: string }): Words {
  const message = sayRefusal(failed)
  return { en: `${failed.code}: ${message.en}`, zh: `${failed.code}：${message.zh}` }
}

async function deleteAll(client: MnsClient, queue: string, leases: readonly Lease[]): Promise<Words | null> {
  let trouble: Words | null = null
  for (let attempt = 0, left = leases; left.length > 0; attempt++) {
    if (attempt === deleteAttempts) return trouble
    const result = await client.deleteAll(queue, left)
    if (!result.ok) {
      trouble = describeFailure(result.failure)
      continue
    }
    const failed = result.value.filter(({ code }) => !leaseEnded.test(code))
    left = failed.map(({ lease }) => lease)
    trouble = failed[0] === undefined ? null : sayFailed(failed[0])
  }
  return null
}
