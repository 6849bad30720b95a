import type Database from 'better-sqlite3'
import { givenText } from './givenText.ts'
import type { StorableMessage, Written } from './incoming.ts'
import { createRowInserter } from './insertRows.ts'
import { receiptColumns } from './receiptTable.ts'
import type { RestorableBody } from './restorableBody.ts'
import { createRestorer, type Restoring } from './restoreBodies.ts'
import { writeWords } from './storedWords.ts'
import { createAttemptWriter } from './writeAttempts.ts'

const bodyColumns = ['id', 'receipts', 'raw', 'headers', 'request_line', 'message_type', 'undecoded_reason']

/** Its parameters are a row that is named, else the kind, id and number of a report: then the first row of these. */
const firstSaid = `coalesce(?, iif(? = 'report', (SELECT first.seq FROM receipt first
  WHERE first.biz_id = ${givenText} AND first.phone IS ${givenText} ORDER BY first.seq LIMIT 1), NULL))`
const receiptValues = receiptColumns.map(column => (column === 'duplicate_of' ? firstSaid : '?'))

/**
 * The only writer of receipts. `seq` and `rev` come from one counter that never goes back, not even when the
 * newest rows are deleted: it is stored with every commit.
 */
export function createReceiptWriter(database: Database.Database) {
  const insertReceipt = database.prepare(
    `INSERT INTO receipt (${receiptColumns.join(', ')}) VALUES (${receiptValues.join(', ')})
      ON CONFLICT (message_id, item, source, account, coalesce(verdict, '')) WHERE message_id IS NOT NULL
      DO NOTHING`,
  )
  const bodies = createRowInserter(database, 'body', bodyColumns)
  const texts = createRowInserter(database, 'receipt_text', ['seq', 'text'])
  const findMessage = database
    .prepare(
      `SELECT seq FROM receipt WHERE message_id = ${givenText} AND item >= 0 AND source = ${givenText}
         AND account = ${givenText} AND coalesce(verdict, '') = ${givenText} ORDER BY item`,
    )
    .pluck()
  const bumpDeliveries = database.prepare(
    'UPDATE receipt SET deliveries = deliveries + 1, rev = ? WHERE seq = ?',
  )
  const writeAttempt = createAttemptWriter(database)
  const readCounter = database.prepare("SELECT value FROM meta WHERE key = 'counter'").pluck()
  const saveCounter = database.prepare("INSERT OR REPLACE INTO meta (key, value) VALUES ('counter', ?)")
  // SQLite writes nothing where a value stays what it was.
  const saveProbe = database.prepare("INSERT OR REPLACE INTO meta (key, value) VALUES ('probe', random())")
  let counter = Number(readCounter.get() ?? 0)

  const knownSeqs = ({ messageId, source, account, signature }: StorableMessage) =>
    findMessage.all(messageId, source, account, signature?.verdict ?? '') as number[]

  const writeAgain = (message: StorableMessage, seqs: readonly number[]): Written => {
    if (message.peeked) return { outcome: 'known', seqs, attempt: null }
    for (const seq of seqs) bumpDeliveries.run(++counter, seq)
    return { outcome: 'redelivered', seqs, attempt: writeAttempt(message, seqs, true) }
  }

  /** Whether a message of a single receipt is known, its insertion tells; of several, any may be left. */
  const writeOne = (message: StorableMessage): Written => {
    if (message.messageId !== null && message.receipts.length > 1) {
      const seqs = knownSeqs(message)
      if (seqs.length > 0) return writeAgain(message, seqs)
    }
    const body = counter + 1
    const seqs: number[] = []
    for (const [item, receipt] of message.receipts.entries()) {
      const seq = counter + 1
      const { changes } = insertReceipt.run(
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
        message.repeats?.[item] ?? null,
        receipt.kind,
        receipt.bizId,
        receipt.phone,
        message.signature?.verdict ?? null,
        message.signature?.certificateTrust ?? null,
        message.receivedAt,
        message.raw.byteLength,
        body,
      )
      if (changes === 0) return writeAgain(message, knownSeqs(message))
      texts.add(seq, message.texts[item] ?? '')
      seqs.push(seq)
      counter = seq
    }
    bodies.add(
      body,
      seqs.length,
      message.raw,
      message.headers === null ? null : JSON.stringify(message.headers),
      message.requestLine,
      message.messageType,
      message.undecodedReason === null ? null : writeWords(message.undecodedReason),
    )
    return { outcome: 'new', seqs, attempt: writeAttempt(message, seqs, false) }
  }

  const writeAll = database.transaction((messages: readonly StorableMessage[]) => {
    const written = messages.map(writeOne)
    bodies.finish()
    texts.finish()
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
        bodies.forget()
        texts.forget()
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
      saveProbe.run()
    },

    /** The last rev given out. */
    rev: () => counter,
  }
}
