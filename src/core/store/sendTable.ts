import type Database from 'better-sqlite3'
import type { KnownSend, Send, SendTie } from '../../contract/sends.ts'
import type { Prepare } from './prepareCached.ts'

/** The source of rows that stand for a send until its receipt comes. */
export const sendLog = 'send-log'
/** The account of rows from files that name none. */
export const importAccount = 'import'

/** A log has the time of the call, a report that of the text, in milliseconds. */
const sameTime = 10_000
/** The sender's own id may come again, and its clock may be off: so far apart it still means the same text. */
const sameOutId = 3_600_000

/**
 * What `receipt` is known by as the one of a send without an id of the service, over `s` and `receipt`; null where it is
 * not. The service's id ties surely, and needs none of this.
 */
export const tieOf = (receipt: string) => `CASE
  WHEN s.biz_id IS NOT NULL OR ${receipt}.phone IS NOT s.phone OR ${receipt}.kind <> 'report' THEN NULL
  WHEN ${receipt}.out_id = s.out_id AND abs(${receipt}.send_time - s.send_time) <= ${sameOutId} THEN 'outId'
  WHEN (${receipt}.out_id IS NULL OR s.out_id IS NULL)
    AND abs(${receipt}.send_time - s.send_time) <= ${sameTime} THEN 'time' END`

/**
 * Remembers sends; true where one is new and nothing is known of it, so that it needs a row of its own. One that was
 * known without its account gets it.
 */
export function createSendKeeper(database: Database.Database) {
  const insert = database.prepare(
    `INSERT OR IGNORE INTO send (id, phone, biz_id, out_id, send_time, template_code, sign_name, content, account)
      VALUES (@id, @phone, @bizId, @outId, @sendTime, @templateCode, @signName, @content, @account)`,
  )
  const findById = database.prepare('SELECT 1 FROM receipt WHERE biz_id = ? AND phone = ? LIMIT 1')
  const findReceipt = database.prepare(
    `SELECT r.seq AS seq, ${tieOf('r')} AS tie FROM send s JOIN receipt r ON r.phone = s.phone
      WHERE s.id = ? AND tie IS NOT NULL
        AND NOT EXISTS (SELECT 1 FROM send other WHERE other.receipt = r.seq)
      ORDER BY tie, abs(r.send_time - s.send_time), r.seq LIMIT 1`,
  )
  const tie = database.prepare('UPDATE send SET receipt = ?, tied_by = ? WHERE id = ?')
  const tieWaiting = database.prepare('UPDATE send SET receipt = ? WHERE id = ? AND biz_id IS NULL')
  const claim = database.prepare('UPDATE send SET account = ? WHERE id = ? AND account IS NULL')
  const claimRow = database.prepare(
    `UPDATE OR IGNORE receipt SET account = @account, rev = @rev
      WHERE message_id = @id AND source = '${sendLog}' AND account = '${importAccount}'`,
  )
  return {
    keep(id: string, send: Send, account: string | null, nextRev: () => number): boolean {
      if (insert.run({ id, ...send, account }).changes === 0) {
        if (account !== null && claim.run(account, id).changes > 0) {
          claimRow.run({ account, id, rev: nextRev() })
        }
        return false
      }
      if (send.bizId !== null) return findById.get(send.bizId, send.phone) === undefined
      const found = findReceipt.get(id) as { seq: number; tie: SendTie } | undefined
      if (found !== undefined) tie.run(found.seq, found.tie, id)
      return found === undefined
    },

    /** Of a send without an id of the service: the row that stands for it until its receipt comes. */
    standsIn(id: string, seq: number): void {
      tieWaiting.run(seq, id)
    },
  }
}

/** What its sender said of the text that a row is about, and by what it is known to be that text. */
export function findSend(prepare: Prepare, seq: number): KnownSend | null {
  const found = prepare(
    `SELECT s.phone AS phone, s.biz_id AS bizId, s.out_id AS outId, s.send_time AS sendTime,
        s.template_code AS templateCode, s.sign_name AS signName, s.content AS content, s.account AS account,
        CASE WHEN r.source = '${sendLog}' THEN NULL ELSE coalesce(s.tied_by, 'bizId') END AS tiedBy
      FROM receipt r JOIN send s
        ON s.receipt IN (r.seq, r.duplicate_of) OR (s.phone = r.phone AND s.biz_id = r.biz_id)
      WHERE r.seq = ? LIMIT 1`,
  ).get(seq)
  return (found as KnownSend | undefined) ?? null
}
