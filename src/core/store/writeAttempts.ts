import type Database from 'better-sqlite3'
import type { StorableMessage } from './incoming.ts'
import { writeWords } from './storedWords.ts'

/** Records each request that reached the endpoint; `again` means that its message was known. Returns the attempt's id. */
export function createAttemptWriter(database: Database.Database) {
  const columns = `receipt, received_at, peer, request_id, truncated, replayed, trust, answer_status, answer_after,
    answer_reason`
  const insertFirst = database.prepare(
    `INSERT INTO attempt (${columns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  const insertAgain = database.prepare(
    `INSERT INTO attempt (${columns}, request_line, headers, raw) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  return (message: StorableMessage, seqs: readonly number[], again: boolean): number | null => {
    const { attempt } = message
    if (attempt === undefined) return null
    const { status, milliseconds, reason } = attempt.answer()
    const values = [
      seqs[0],
      message.receivedAt,
      attempt.peer,
      message.requestId,
      attempt.truncated ? 1 : 0,
      attempt.replayed ? 1 : 0,
      message.signature?.certificateTrust ?? null,
      status,
      Math.round(milliseconds),
      writeWords(reason),
    ]
    const { lastInsertRowid } = again
      ? insertAgain.run(...values, message.requestLine, JSON.stringify(message.headers ?? []), message.raw)
      : insertFirst.run(...values)
    return Number(lastInsertRowid)
  }
}
