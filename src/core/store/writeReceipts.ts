import type Database from 'better-sqlite3'
import type { StorableMessage, Written } from './incoming.ts'
import { receiptColumns } from './receiptTable.ts'
import type { RestorableBody } from './restorableBody.ts'
import { createRestorer, type Restoring } from './restoreBodies.ts'
import { createAttemptWriter } from './writeAttempts.ts'

/**
 * The only writer of receipts. `seq` and `rev` come from one counter that never goes back, not even when the
 * newest rows are deleted: it is stored with every commit.
 */
export function createReceiptWriter(database: Database.Database) {
  const insertReceipt = database.prepare(
    `INSERT INTO receipt (${receiptColumns.join(', ')}) VALUES (${receiptColumns.map(() => '?').join(', ')})`,
  )
  const insertBody = database.prepare(
    'INSERT INTO body (id, receipts, raw, headers, request_line, message_type, undecoded_reason) VALUES (?, ?, ?, ?, ?, ?, ?)',
  )
  const insertText = database.prepare('INSERT INTO receipt_text (seq, text) VALUES (?, ?)')
  const findMessage = database
    .prepare(
      `SELECT seq FROM receipt WHERE message_id = ? AND source = ? AND account = ?
         AND coalesce(verdict, '') = ? ORDER BY item`,
    )
    .pluck()
  const findFirst = database.prepare(
    'SELECT seq, duplicate_of FROM receipt WHERE biz_id = ? AND phone IS ? ORDER BY seq LIMIT 1',
  )
  const bumpDeliveries = database.prepare(
    'UPDATE receipt SET deliveries = deliveries + 1, rev = ? WHERE seq = ?',
  )
  const writeAttempt = createAttemptWriter(database)
  const readCounter = database.prepare("SELECT value FROM meta WHERE key = 'counter'").pluck()
  const saveCounter = database.prepare("INSERT OR REPLACE INTO meta (key, value) VALUES ('counter', ?)")
  let counter = Number(readCounter.get() ?? 0)

  const writeOne = (message: StorableMessage): Written => {
    if (message.messageId !== null) {
      const { messageId, source, account, signature } = message
      const seqs = findMessage.all(messageId, source, account, signature?.verdict ?? '') as number[]
      if (seqs.length > 0) {
        if (message.peeked) return { outcome: 'known', seqs, attempt: null }
        for (const seq of seqs) bumpDeliveries.run(++counter, seq)
        return { outcome: 'redelivered', seqs, attempt: writeAttempt(message, seqs, true) }
      }
    }
    const body = counter + 1
    const seqs = message.receipts.map((receipt, item) => {
      const seq = ++counter
      const first =
        receipt.kind === 'report' && receipt.bizId !== null
          ? (findFirst.get(receipt.bizId, receipt.phone) as { seq: number } | undefined)
          : undefined
      insertReceipt.run(
        seq,
        seq,
        receipt.kind,
        receipt.status,
        receipt.phone,
        receipt.errCode,
        receipt.errMessage,
        receipt.sendTime,
        receipt.reportTime,
        receipt.latencyMs,
        receipt.bizId,
        receipt.outId,
        receipt.parts,
        receipt.content,
        receipt.destCode,
        receipt.sequenceId,
        receipt.carrier,
        message.via,
        message.account,
        message.source,
        message.messageId,
        item,
        message.requestId,
        message.peeked ? 0 : 1,
        first?.seq ?? null,
        message.signature?.verdict ?? null,
        message.signature?.certificateTrust ?? null,
        message.receivedAt,
        message.raw.byteLength,
        body,
      )
      insertText.run(seq, message.texts[item] ?? '')
      return seq
    })
    insertBody.run(
      body,
      seqs.length,
      message.raw,
      message.headers === null ? null : JSON.stringify(message.headers),
      message.requestLine,
      message.messageType,
      message.undecodedReason,
    )
    return { outcome: 'new', seqs, attempt: writeAttempt(message, seqs, false) }
  }

  const writeAll = database.transaction((messages: readonly StorableMessage[]) => {
    const written = messages.map(writeOne)
    saveCounter.run(counter)
    return written
  })

  const restore = createRestorer(database)
  const restoreAll = database.transaction((bodies: readonly RestorableBody[], restoring: Restoring) => {
    const added = bodies.reduce((sum, body) => sum + restore(body, restoring), 0)
    saveCounter.run(restoring.counter)
    return added
  })

  const annotate = database.transaction((change: () => void) => {
    change()
    saveCounter.run(counter)
  })

  return {
    /** All or nothing: a failure leaves the table and the counter as they were. */
    write(messages: readonly StorableMessage[]): Written[] {
      const before = counter
      try {
        return writeAll.immediate(messages)
      } catch (error) {
        counter = before
        throw error
      }
    },

    /** Rows of files, all or nothing; returns how many were new. `knownUpTo` is the counter when the files were begun. */
    restore(bodies: readonly RestorableBody[], knownUpTo: number): number {
      const restoring = { knownUpTo, counter }
      const added = restoreAll.immediate(bodies, restoring)
      counter = restoring.counter
      return added
    },

    /** A change of rows that already exist; `change` gets a rev for each row it touches. */
    change(change: (nextRev: () => number) => void): void {
      const before = counter
      try {
        annotate.immediate(() => change(() => ++counter))
      } catch (error) {
        counter = before
        throw error
      }
    },

    /** Throws where nothing can be written. */
    probe(): void {
      saveCounter.run(counter)
    },

    /** The last rev given out. */
    rev: () => counter,
  }
}
