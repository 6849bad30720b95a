/** What is true of a row `r` only beside other rows, as SQL. */

/** Reports and sends count whole seconds, and not always the same one, in milliseconds. */
const sameSend = 2000
/** Rows that are looked back over for the one before of the same source. */
const lookedBack = 64

const ended = "d.kind = 'report' AND d.status IN ('delivered', 'failed')"
const atThatTime = `d.send_time BETWEEN r.send_time - ${sameSend} AND r.send_time + ${sameSend}
  AND (d.out_id IS NULL OR r.out_id IS NULL OR d.out_id = r.out_id)`

/**
 * A send of which no row says how it ended: neither one of its id, nor one of that time where either has no id. A number alone
 * is dearer to look up than an id, and only asked for where the send has none.
 */
export const isUnreported = `r.status = 'pending'
  AND NOT EXISTS (SELECT 1 FROM receipt d WHERE d.biz_id = r.biz_id AND d.phone = r.phone AND ${ended})
  AND NOT EXISTS (SELECT 1 FROM receipt d WHERE d.phone = r.phone AND d.biz_id IS NULL AND ${ended} AND ${atThatTime})
  AND (r.biz_id IS NOT NULL OR NOT EXISTS (SELECT 1 FROM receipt d WHERE d.phone = r.phone AND ${ended} AND ${atThatTime}))`

/** Says something else than the first report of its text. */
export const isChanged = `r.kind = 'report' AND r.status <> (SELECT f.status FROM receipt f WHERE f.seq = r.duplicate_of)`

/** Came after a report of the same source that is of a later time. */
export const isReordered = `r.kind = 'report' AND r.report_time < (SELECT p.report_time FROM receipt p
  WHERE p.seq BETWEEN r.seq - ${lookedBack} AND r.seq - 1 AND p.kind = 'report' AND p.report_time IS NOT NULL
    AND p.source = r.source AND p.account = r.account ORDER BY p.seq DESC LIMIT 1)`
