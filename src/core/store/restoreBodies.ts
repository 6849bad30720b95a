import type Database from 'better-sqlite3'
import { givenText } from './givenText.ts'
import { receiptColumns } from './receiptTable.ts'
import type { RestorableBody, RestorableRow } from './restorableBody.ts'
import { createSendKeeper, importAccount } from './sendTable.ts'
import { writeWords } from './storedWords.ts'

/** A seq far ahead of everything is a mistake in a file, and would use up those that are left. */
const farthestSeq = 2 ** 45

export type Restoring = {
  /** Rows up to here were there before; only those count as known. */
  knownUpTo: number
  /** The counter that seqs and revs come from. */
  counter: number
}

/** Writes rows of files; what the table already had is passed over. */
export function createRestorer(database: Database.Database) {
  const columns = [...receiptColumns, 'pinned', 'note']
  const insertReceipt = database.prepare(
    `INSERT INTO receipt (${columns.join(', ')}) VALUES (${columns.map(name => `@${name}`).join(', ')})`,
  )
  const insertBody = database.prepare(
    `INSERT INTO body (id, receipts, raw, headers, request_line, message_type, undecoded_reason)
      VALUES (?, ?, ?, ?, ?, ?, ?)`,
  )
  const insertText = database.prepare('INSERT INTO receipt_text (seq, text) VALUES (?, ?)')
  const findMessage = database
    .prepare(
      `SELECT seq FROM receipt WHERE message_id = ${givenText} AND item = ? AND source = ${givenText}
         AND account = ${givenText} AND coalesce(verdict, '') = ${givenText}`,
    )
    .pluck()
  const findBody = database
    .prepare(
      `SELECT r.seq FROM receipt r JOIN body b ON b.id = r.body
        WHERE r.received_at = ? AND r.item = ? AND r.source = ? AND r.account = ? AND r.seq <= ? AND b.raw = ?`,
    )
    .pluck()
  const findFirst = database
    .prepare(
      `SELECT seq FROM receipt WHERE biz_id = ${givenText} AND phone IS ${givenText} ORDER BY seq LIMIT 1`,
    )
    .pluck()

  const isKnown = (body: RestorableBody, { item }: RestorableRow, knownUpTo: number): boolean => {
    const { messageId, source, account, receivedAt, raw } = body
    const seq =
      messageId === null
        ? findBody.get(receivedAt, item, source, account, knownUpTo, raw)
        : findMessage.get(messageId, item, source, account, body.signature?.verdict ?? '')
    return seq !== undefined
  }

  const sends = createSendKeeper(database)

  /** The number of rows that were new. */
  return function restore(body: RestorableBody, restoring: Restoring): number {
    const { send } = body
    const sendId = body.messageId ?? ''
    if (send !== undefined) {
      const account = body.account === importAccount ? null : body.account
      if (!sends.keep(sendId, send, account, () => ++restoring.counter)) return 0
    }
    const rows = body.rows.filter(row => !isKnown(body, row, restoring.knownUpTo))
    let first: number | null = null
    for (const row of rows) {
      const { seq: wanted } = row
      const isFree = wanted !== null && wanted > restoring.counter && wanted < farthestSeq
      const seq = isFree ? wanted : restoring.counter + 1
      restoring.counter = seq
      first ??= seq
      insertReceipt.run(toColumns(body, row, seq, first))
      insertText.run(seq, row.text)
      if (send !== undefined) sends.standsIn(sendId, seq)
    }
    if (first !== null) {
      const headers = body.headers === null ? null : JSON.stringify(body.headers)
      const { raw, requestLine, messageType, undecodedReason } = body
      const reason = undecodedReason === null ? null : writeWords(undecodedReason)
      insertBody.run(first, rows.length, raw, headers, requestLine, messageType, reason)
    }
    return rows.length
  }

  function toColumns(
    body: RestorableBody,
    { fields, item, deliveries, pinned, note }: RestorableRow,
    seq: number,
    id: number,
  ) {
    const isRepeatable = fields.kind === 'report' && fields.bizId !== null
    return {
      seq,
      rev: seq,
      kind: fields.kind,
      status: fields.status,
      phone: fields.phone,
      err_code: fields.errCode,
      err_message: fields.errMessage,
      send_time: fields.sendTime,
      report_time: fields.reportTime,
      latency: fields.latencyMs,
      biz_id: fields.bizId,
      out_id: fields.outId,
      parts: fields.parts,
      content: fields.content,
      dest_code: fields.destCode,
      sequence_id: fields.sequenceId,
      carrier: fields.carrier,
      via: body.via,
      account: body.account,
      source: body.source,
      message_id: body.messageId,
      item,
      request_id: body.requestId,
      deliveries,
      duplicate_of: (isRepeatable ? findFirst.get(fields.bizId, fields.phone) : null) ?? null,
      verdict: body.signature?.verdict ?? null,
      trust: body.signature?.certificateTrust ?? null,
      received_at: body.receivedAt,
      size: body.raw.byteLength,
      body: id,
      pinned: pinned ? 1 : 0,
      note,
    }
  }
}
