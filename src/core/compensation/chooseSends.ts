import type { Seq } from '../../contract/brand.ts'
import type { SendToAsk } from '../../contract/compensation.ts'
import { writeCompactTime } from '../../protocol/receipts/receiptTime.ts'
import { compileQuery, type Predicate } from '../query/compileQuery.ts'
import type { Reader } from '../store/reader.ts'

const pageRows = 1000
/** The service looks back this far, in milliseconds. */
export const memory = 30 * 86_400_000

/** The numbers and days of rows that match, each once, newest first, as far back as the service remembers. */
export async function chooseSends(
  reader: Reader,
  predicate: Predicate,
  most: number,
  now: number,
  signal: AbortSignal,
): Promise<SendToAsk[]> {
  const chosen = new Map<string, SendToAsk>()
  let before: Seq | null = null
  do {
    const job: { predicate: Predicate; before: Seq | null; limit: number } = {
      predicate,
      before,
      limit: pageRows,
    }
    const page = await reader.read('page', job, { milliseconds: 10_000, signal })
    for (const { phone, sendTime } of page.rows) {
      if (phone === null || sendTime === null || sendTime < now - memory || chosen.size >= most) continue
      const day = writeCompactTime(sendTime).slice(0, 8)
      chosen.set(`${phone} ${day}`, { phone, day, bizId: null })
    }
    before = page.before
  } while (before !== null && chosen.size < most && !signal.aborted)
  return [...chosen.values()]
}

/** Those that are known without a receipt so long after they were sent, oldest first. */
export async function chooseUnreported(
  reader: Reader,
  afterMilliseconds: number,
  most: number,
  now: number,
  signal: AbortSignal,
): Promise<SendToAsk[]> {
  const job = {
    predicate: compileQuery([], now),
    from: now - memory,
    to: now - afterMilliseconds,
    limit: most,
  }
  const { sends } = await reader.read('unreported', job, { milliseconds: 10_000, signal })
  return sends.map(({ phone, sendTime, bizId }) => ({
    phone,
    day: writeCompactTime(sendTime).slice(0, 8),
    bizId,
  }))
}
