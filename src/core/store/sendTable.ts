import type Database from 'better-sqlite3'
import type { Send } from '../../contract/sends.ts'
import type { Prepare } from './prepareCached.ts'

/** The source of rows that stand for a send until its receipt comes. */
export const sendLog = 'send-log'
/** Logs and reports count whole seconds, and not always the same one, in milliseconds. */
const sameSend = 2000

/** Remembers sends; true where one is new and nothing is known of it, so that it needs a row of its own. */
export function createSendKeeper(database: Database.Database) {
  const insert = database.prepare(
    `INSERT OR IGNORE INTO send (id, phone, biz_id, out_id, send_time, template_code, sign_name, content)
      VALUES (@id, @phone, @bizId, @outId, @sendTime, @templateCode, @signName, @content)`,
  )
  const findById = database.prepare('SELECT 1 FROM receipt WHERE biz_id = ? AND phone = ? LIMIT 1')
  const findByTime = database.prepare(
    `SELECT 1 FROM receipt WHERE phone = ? AND kind = 'report' AND send_time BETWEEN ? AND ?
      AND (out_id IS NULL OR ? IS NULL OR out_id = ?) LIMIT 1`,
  )
  return (id: string, send: Send): boolean => {
    if (insert.run({ id, ...send }).changes === 0) return false
    const { phone, bizId, outId, sendTime } = send
    if (bizId !== null) return findById.get(bizId, phone) === undefined
    const time = sendTime ?? 0
    return findByTime.get(phone, time - sameSend, time + sameSend, outId, outId) === undefined
  }
}

/** What its sender said of the text that a row is about. */
export function findSend(prepare: Prepare, seq: number): Send | null {
  const found = prepare(
    `SELECT s.phone AS phone, s.biz_id AS bizId, s.out_id AS outId, s.send_time AS sendTime,
        s.template_code AS templateCode, s.sign_name AS signName, s.content AS content
      FROM receipt r JOIN send s ON s.phone = r.phone AND
        (s.biz_id = r.biz_id OR (s.biz_id IS NULL AND s.send_time BETWEEN r.send_time - ${sameSend} AND r.send_time + ${sameSend}))
      WHERE r.seq = ? LIMIT 1`,
  ).get(seq)
  return (found as Send | undefined) ?? null
}
