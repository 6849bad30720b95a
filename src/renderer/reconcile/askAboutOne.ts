import { ApiError } from '../../contract/apiError.ts'
import type { AccountId } from '../../contract/brand.ts'
import type { CompensationRun } from '../../contract/compensation.ts'
import type { ReceiptDetail, ReceiptRow } from '../../contract/receipt.ts'
import type { Client } from '../../contract/rpc/createClient.ts'
import { systemTimers, type Timers } from '../../contract/rpc/timers.ts'
import { quoteValue } from '../query/quoteValue.ts'
import { chinaDay } from './chinaDay.ts'

export type Answered =
  | { kind: 'found'; row: ReceiptRow }
  /** The service knows the send, and no more of it than we do. */
  | { kind: 'nothing' }
  | { kind: 'unknown' }

type Send = Pick<ReceiptDetail, 'phone' | 'sendTime' | 'receivedAt' | 'bizId'>

const lookMilliseconds = 250
/** Reports and details count whole seconds, and not always the same one, in milliseconds. */
const sameSend = 2000

/** Asks the service about one send and waits for what it knew. */
export async function askAboutOne(
  client: Pick<Client, 'call'>,
  account: AccountId,
  send: Send,
  signal: AbortSignal,
  timers: Pick<Timers, 'after'> = systemTimers,
): Promise<Answered> {
  const phone = send.phone ?? ''
  const sends = [{ phone, day: chinaDay(send.sendTime ?? send.receivedAt), bizId: send.bizId }]
  const input = { account, sends, query: null, unreportedAfterMs: null }
  const { id } = await client.call('compensation.start', input, { signal })
  const run = await whenOver()
  if (run.failed > 0 || run.state === 'cancelled') {
    const unsaid = { en: 'The service was not asked', zh: '没有查询到服务端' }
    throw new ApiError('unavailable', run.lastError ?? unsaid)
  }
  const row = await findReceipt(client, send, signal)
  if (row !== null) return { kind: 'found', row }
  return run.found > 0 ? { kind: 'nothing' } : { kind: 'unknown' }

  async function whenOver(): Promise<CompensationRun> {
    for (;;) {
      const runs = await client.call('compensation.list', null, { signal })
      const run = runs.find(run => run.id === id)
      if (run !== undefined && run.state !== 'running') return run
      await new Promise<void>(resolve => timers.after(lookMilliseconds, resolve))
      signal.throwIfAborted()
    }
  }
}

async function findReceipt(
  client: Pick<Client, 'call'>,
  { phone, bizId, sendTime }: Send,
  signal: AbortSignal,
): Promise<ReceiptRow | null> {
  const which = bizId === null ? sentAround(sendTime) : `biz_id:${quoteValue(bizId)}`
  if (phone === null || which === null) return null
  const query = `kind:report -status:pending phone:${quoteValue(phone)} ${which}`
  const page = await client.call('receipts.page', { query, before: null, limit: 1 }, { signal })
  return page.rows[0] ?? null
}

function sentAround(sendTime: number | null): string | null {
  if (sendTime === null) return null
  const at = (instant: number) => new Date(instant).toISOString()
  return `sent>=${at(sendTime - sameSend)} sent<=${at(sendTime + sameSend)}`
}
