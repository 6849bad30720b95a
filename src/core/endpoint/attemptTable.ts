import type { Instant } from '../../contract/brand.ts'
import type { ForwardAnswer, GivenAnswer, PushAttempt } from '../../contract/push.ts'
import type { SignatureSummary } from '../../contract/receipt.ts'
import type { Store } from '../store/openStore.ts'
import type { Prepare } from '../store/prepareCached.ts'

type StoredAttempt = {
  id: number
  received_at: number
  peer: string | null
  request_id: string | null
  truncated: number
  replayed: number
  trust: string | null
  verdict: string | null
  request_line: string | null
  headers: string | null
  raw: Buffer | null
  answer_status: number | null
  answer_after: number
  answer_reason: string
  forward: string | null
}

const mostAttempts = 200

/** What became of the answer after the row was written. */
export function amendAttempt(
  store: Pick<Store, 'change' | 'prepare'>,
  attempt: number,
  seqs: readonly number[],
  answer: GivenAnswer,
  forward: ForwardAnswer | null,
): void {
  store.change(nextRev => {
    store
      .prepare(
        'UPDATE attempt SET answer_status = ?, answer_after = ?, answer_reason = ?, forward = ? WHERE id = ?',
      )
      .run(
        answer.status,
        Math.round(answer.milliseconds),
        answer.reason,
        forward === null ? null : JSON.stringify(forward),
        attempt,
      )
    const touch = store.prepare('UPDATE receipt SET rev = ? WHERE seq = ?')
    for (const seq of seqs) touch.run(nextRev(), seq)
  })
}

/** Every attempt at the message that this row belongs to, oldest first. */
export function readAttempts(prepare: Prepare, seq: number): PushAttempt[] {
  const body = prepare(
    `SELECT body.id, body.raw, body.headers, body.request_line FROM receipt
       JOIN body ON body.id = receipt.body WHERE receipt.seq = ?`,
  ).get(seq) as { id: number; raw: Buffer; headers: string | null; request_line: string | null } | undefined
  if (body === undefined) return []
  const rows = prepare(
    `SELECT attempt.*, receipt.verdict FROM attempt JOIN receipt ON receipt.seq = attempt.receipt
       WHERE attempt.receipt = ? ORDER BY attempt.id LIMIT ${mostAttempts}`,
  ).all(body.id) as StoredAttempt[]
  return rows.map(row => toAttempt(row, body))
}

function toAttempt(
  row: StoredAttempt,
  first: { raw: Buffer; headers: string | null; request_line: string | null },
): PushAttempt {
  return {
    id: row.id,
    receivedAt: row.received_at as Instant,
    peer: row.peer,
    requestId: row.request_id,
    requestLine: row.request_line ?? first.request_line ?? '',
    headers: JSON.parse(row.headers ?? first.headers ?? '[]') as [string, string][],
    raw: (row.raw ?? first.raw).toString('base64'),
    truncated: row.truncated === 1,
    replayed: row.replayed === 1,
    signature:
      row.verdict === null
        ? null
        : {
            verdict: row.verdict as SignatureSummary['verdict'],
            certificateTrust: (row.trust ?? 'unknown') as SignatureSummary['certificateTrust'],
          },
    answer: { status: row.answer_status, milliseconds: row.answer_after, reason: row.answer_reason },
    forward: row.forward === null ? null : (JSON.parse(row.forward) as ForwardAnswer),
  }
}
