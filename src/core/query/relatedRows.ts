/** What is true of a row `r` only beside other rows, as SQL. */

/** Reports and sends count whole seconds, and not always the same one, in milliseconds. */
const sameSend = 2000
/** Rows that are looked back over for the one before of the same source. */
const lookedBack = 64

/** A send of which no row says how it ended. */
export const isUnreported = `r.status = 'pending' AND NOT EXISTS (
  SELECT 1 FROM receipt d WHERE d.phone = r.phone AND d.kind = 'report' AND d.status IN ('delivered', 'failed')
    AND (d.biz_id = r.biz_id OR ((d.biz_id IS NULL OR r.biz_id IS NULL)
      AND d.send_time BETWEEN r.send_time - ${sameSend} AND r.send_time + ${sameSend}
      AND (d.out_id IS NULL OR r.out_id IS NULL OR d.out_id = r.out_id))))`

/** Says something else than the first report of its text. */
export const isChanged = `r.kind = 'report' AND r.status <> (SELECT f.status FROM receipt f WHERE f.seq = r.duplicate_of)`

/** Came after a report of the same source that is of a later time. */
export const isReordered = `r.kind = 'report' AND r.report_time < (SELECT p.report_time FROM receipt p
  WHERE p.seq BETWEEN r.seq - ${lookedBack} AND r.seq - 1 AND p.kind = 'report' AND p.report_time IS NOT NULL
    AND p.source = r.source AND p.account = r.account ORDER BY p.seq DESC LIMIT 1)`
