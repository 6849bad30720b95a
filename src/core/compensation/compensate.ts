import { setTimeout as pause } from 'node:timers/promises'
import type { Instant } from '../../contract/brand.ts'
import type { CompensationProgress, SendToAsk } from '../../contract/compensation.ts'
import type { Words } from '../../contract/words.ts'
import type { DecodedReceipt } from '../../protocol/receipts/decodedReceipt.ts'
import { receiptOfDetail, type SendDetail } from '../../protocol/smsApi/sendDetails.ts'
import type { Ingest } from '../ingest/createIngest.ts'
import { storableReceipts } from '../ingest/decodeMessage.ts'
import { describeFailure } from '../mns/mnsResult.ts'
import { detailsPerPage, type SmsApi } from '../smsApi/createSmsApi.ts'
import type { Prepare } from '../store/prepareCached.ts'
import { findKnown } from './findKnown.ts'

/** Far below what the service allows an account. */
const pauseMilliseconds = 50

/**
 * Asks the service about sends, one after the other, and stores what is new: a detail that nothing is known of, or that
 * says something else than what is known. Ends where nobody listens any more; `left` is where to go on.
 */
export async function* compensate(parts: {
  api: SmsApi
  ingest: Pick<Ingest, 'ingest'>
  prepare: Prepare
  account: string
  sends: readonly SendToAsk[]
  now: () => number
  signal: AbortSignal
}): AsyncGenerator<CompensationProgress, void, undefined> {
  const { sends, signal } = parts
  const failures: SendToAsk[] = []
  const sums = { found: 0, added: 0, changed: 0 }
  let lastError: Words | null = null
  const progress = (asked: number): CompensationProgress => ({
    asked,
    of: sends.length,
    ...sums,
    failed: failures.length,
    lastError,
    left: [...failures, ...sends.slice(asked)],
    done: asked === sends.length,
  })
  yield progress(0)
  for (const [index, send] of sends.entries()) {
    const outcome = await askAbout(send, parts)
    if (signal.aborted) return
    sums.found += outcome.found
    sums.added += outcome.added
    sums.changed += outcome.changed
    if (outcome.error !== null) {
      lastError = outcome.error
      failures.push(send)
    }
    yield progress(index + 1)
    await pause(pauseMilliseconds, undefined, { signal }).catch(() => undefined)
  }
}

type Outcome = { found: number; added: number; changed: number; error: Words | null }

async function askAbout(
  { phone, day, bizId }: SendToAsk,
  { api, ingest, prepare, account, now, signal }: Parameters<typeof compensate>[0],
): Promise<Outcome> {
  const outcome: Outcome = { found: 0, added: 0, changed: 0, error: null }
  for (let page = 1; ; page++) {
    const result = await api.querySendDetails({ phone, day, page, bizId }, signal)
    if (!result.ok) return { ...outcome, error: describeFailure(result.failure) }
    const { details, requestId, body } = result.value
    const news = details.flatMap(detail => judge(detail, bizId, prepare))
    outcome.found += details.length
    outcome.added += news.filter(({ repeats }) => repeats === null).length
    outcome.changed += news.filter(({ repeats }) => repeats !== null).length
    if (news.length > 0) {
      const message = {
        via: 'query',
        account,
        source: 'QuerySendDetails',
        messageType: null,
        messageId: null,
        requestId,
        receivedAt: now() as Instant,
        raw: Buffer.from(body, 'utf8'),
        headers: null,
        requestLine: null,
        signature: null,
        peeked: false,
      } as const
      await ingest.ingest([
        storableReceipts(
          message,
          news.map(({ receipt }) => receipt),
          news.map(({ repeats }) => repeats),
        ),
      ])
    }
    if (details.length < detailsPerPage) return outcome
  }
}

type News = { receipt: DecodedReceipt; repeats: number | null }

/** What a detail adds to what is known; nothing where it says the same. */
function judge(detail: SendDetail, bizId: string | null, prepare: Prepare): News[] {
  const known = findKnown(prepare, detail)
  if (known === null) return [{ repeats: null, receipt: receiptOfDetail(detail, bizId) }]
  const isSame = known.statuses.includes(detail.status) || detail.status === 'pending'
  return isSame ? [] : [{ repeats: known.first, receipt: receiptOfDetail(detail, bizId ?? known.bizId) }]
}
