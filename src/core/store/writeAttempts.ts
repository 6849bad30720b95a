import type Database from 'better-sqlite3'
import type { StorableMessage } from './incoming.ts'

/** Records each request that reached the endpoint; `again` means that its message was known. Returns the attempt's id. */
export function createAttemptWriter(database: Database.Database) {
  const insert = database.prepare(
    `INSERT INTO attempt (receipt, received_at, peer, request_id, truncated, replayed, trust,
       request_line, headers, raw, answer_status, answer_after, answer_reason)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  return (message: StorableMessage, seqs: readonly number[], again: boolean): number | null => {
    const { attempt } = message
    if (attempt === undefined) return null
    const { status, milliseconds, reason } = attempt.answer()
    const { lastInsertRowid } = insert.run(
      seqs[0],
      message.receivedAt,
      attempt.peer,
      message.requestId,
      attempt.truncated ? 1 : 0,
      attempt.replayed ? 1 : 0,
      message.signature?.certificateTrust ?? null,
      again ? message.requestLine : null,
      again ? JSON.stringify(message.headers ?? []) : null,
      again ? message.raw : null,
      status,
      Math.round(milliseconds),
      reason,
    )
    return Number(lastInsertRowid)
  }
}
