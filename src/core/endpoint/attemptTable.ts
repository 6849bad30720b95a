import type { Instant } from '../../contract/brand.ts'
import type { ForwardAnswer, GivenAnswer, NearMiss, PushAttempt } from '../../contract/push.ts'
import type { SignatureSummary } from '../../contract/receipt.ts'
import { asIs, isWords } from '../../contract/words.ts'
import type { Store } from '../store/openStore.ts'
import type { Prepare } from '../store/prepareCached.ts'
import { receiptIdOf } from '../store/receiptTable.ts'
import { readWords, writeWords } from '../store/storedWords.ts'
import { budgets, nearMissShare } from './budgets.ts'

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
const mostNearMisses = 200
/** What a push that is sent again is recognised by after a restart. */
const mostRequestIds = 65_536

/** Of the latest valid pushes, oldest first. */
export function readRequestIds(prepare: Prepare): string[] {
  const ids = prepare(
    `SELECT attempt.request_id FROM attempt JOIN receipt ON receipt.seq = attempt.receipt
       WHERE attempt.request_id IS NOT NULL AND receipt.verdict = 'valid'
       ORDER BY attempt.id DESC LIMIT ${mostRequestIds}`,
  )
    .pluck()
    .all() as string[]
  return ids.reverse()
}

type StoredNearMiss = Pick<StoredAttempt, 'id' | 'received_at' | 'answer_status' | 'answer_after'> & {
  receipt: number
  source: string
  slowest: number
  sms: number
}

/** Answers that took most of their sender's patience or all of it, newest first. */
export function readNearMisses(prepare: Prepare): NearMiss[] {
  const [topic, sms] = [budgets.topic * nearMissShare, budgets.sms * nearMissShare]
  const rows = prepare(
    `SELECT attempt.id, attempt.received_at, attempt.answer_status, attempt.answer_after, attempt.slowest,
         receipt.seq AS receipt, receipt.source, ${isSms} AS sms
       FROM attempt INDEXED BY attempt_slow JOIN receipt ON receipt.seq = attempt.receipt
       WHERE attempt.slowest >= ${sms} AND attempt.slowest >= iif(${isSms}, ${sms}, ${topic})
       ORDER BY attempt.id DESC LIMIT ${mostNearMisses}`,
  ).all() as StoredNearMiss[]
  return rows.map(row => ({
    id: receiptIdOf(row.receipt),
    attempt: row.id,
    receivedAt: row.received_at as Instant,
    path: row.source,
    by: row.slowest > row.answer_after ? 'forward' : 'answer',
    milliseconds: row.slowest,
    budget: row.sms === 1 ? budgets.sms : budgets.topic,
    status: row.answer_status,
  }))
}

/** The SMS service gives its batches no MessageId. */
const isSms = "(receipt.message_id IS NULL AND receipt.kind IN ('report', 'reply'))"

/** When the SMS service sent the batch that this row came in, by the reports that were in it; empty for other senders. */
export function readSmsDeliveries(
  prepare: Prepare,
  seq: number,
): Pick<PushAttempt, 'receivedAt' | 'answer'>[] {
  const rows = prepare(
    `SELECT attempt.received_at, attempt.answer_status, attempt.answer_after, attempt.answer_reason
       FROM receipt AS asked JOIN receipt AS first ON first.seq = asked.body
       JOIN receipt ON receipt.seq = first.seq
         OR (receipt.biz_id = first.biz_id AND receipt.phone IS first.phone AND receipt.via = 'push')
       JOIN attempt ON attempt.receipt = receipt.body
       WHERE asked.seq = ? AND asked.via = 'push' AND ${isSms} GROUP BY attempt.id ORDER BY attempt.id`,
  ).all(seq) as Pick<StoredAttempt, 'received_at' | 'answer_status' | 'answer_after' | 'answer_reason'>[]
  return rows.map(row => ({
    receivedAt: row.received_at as Instant,
    answer: {
      status: row.answer_status,
      milliseconds: row.answer_after,
      reason: readWords(row.answer_reason),
    },
  }))
}

/** What became of the answer to an attempt after its row was written. */
export type Amendment = {
  readonly attempt: number
  readonly seqs: readonly number[]
  readonly answer: GivenAnswer
  readonly forward: ForwardAnswer | null
}

export function amendAttempts(
  store: Pick<Store, 'change' | 'prepare'>,
  amendments: readonly Amendment[],
): void {
  const amend = store.prepare(
    'UPDATE attempt SET answer_status = ?, answer_after = ?, answer_reason = ?, forward = ? WHERE id = ?',
  )
  const touch = store.prepare('UPDATE receipt SET rev = ? WHERE seq = ?')
  store.change(nextRev => {
    for (const { attempt, seqs, answer, forward } of amendments) {
      const { status, milliseconds, reason } = answer
      const stored = forward === null ? null : JSON.stringify(forward)
      amend.run(status, Math.round(milliseconds), writeWords(reason), stored, attempt)
      for (const seq of seqs) touch.run(nextRev(), seq)
    }
  })
}

/** Every attempt at the message that this row belongs to, oldest first. */
export function readAttempts(prepare: Prepare, seq: number): PushAttempt[] {
  const body = prepare(
    `SELECT body.id, body.raw, body.headers, body.request_line FROM receipt
       JOIN body ON body.id = receipt.body WHERE receipt.seq = ?`,
  ).get(seq) as { id: number; raw: Buffer; headers: string | null; request_line: string | null } | undefined
  if (body === undefined) return []
  const came = readImported(prepare, body.id)
  if (came !== null) return [came]
  const rows = prepare(
    `SELECT attempt.*, receipt.verdict FROM attempt JOIN receipt ON receipt.seq = attempt.receipt
       WHERE attempt.receipt = ? ORDER BY attempt.id LIMIT ${mostAttempts}`,
  ).all(body.id) as StoredAttempt[]
  return rows.map(row => toAttempt(row, body))
}

/** A request that was brought in from a file stands for its one delivery. */
function readImported(prepare: Prepare, seq: number): PushAttempt | null {
  const row = prepare(
    `SELECT receipt.received_at, receipt.request_id, receipt.verdict, receipt.trust, body.raw, body.headers, body.request_line
       FROM receipt JOIN body ON body.id = receipt.body
       WHERE receipt.seq = ? AND body.headers IS NOT NULL AND body.request_line IS NOT NULL
         AND NOT EXISTS (SELECT 1 FROM attempt WHERE attempt.receipt = receipt.seq)`,
  ).get(seq) as (Omit<StoredAttempt, 'id'> & { raw: Buffer }) | undefined
  if (row === undefined) return null
  const unknown = {
    id: importedAttempt,
    receipt: seq,
    peer: null,
    truncated: 0,
    replayed: 0,
    answer_status: null,
    answer_after: 0,
    answer_reason: writeWords(fromFile),
    forward: null,
  }
  return toAttempt({ ...row, ...unknown }, { raw: row.raw, headers: null, request_line: null })
}

const fromFile = {
  en: 'It came from a file: how it was answered is not known',
  zh: '来自文件：当时如何应答已不可知',
}

/** No attempt of our own has this id. */
export const importedAttempt = 0

/** A reason from before sentences had two languages is English alone. */
function readForward(stored: string): ForwardAnswer {
  const forward = JSON.parse(stored) as ForwardAnswer
  const { outcome } = forward
  if (outcome.kind !== 'failed' || isWords(outcome.reason)) return forward
  return { ...forward, outcome: { kind: 'failed', reason: asIs(String(outcome.reason)) } }
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
    answer: {
      status: row.answer_status,
      milliseconds: row.answer_after,
      reason: readWords(row.answer_reason),
    },
    forward: row.forward === null ? null : readForward(row.forward),
  }
}
