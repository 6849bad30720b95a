const day = "date(received_at / 1000, 'unixepoch', '+8 hours')"

/** Questions that the query language has no word for, to start from. */
export const sqlExamples = {
  codesByDay: `SELECT ${day} AS day, err_code, count(*) AS failed
FROM receipt
WHERE status = 'failed'
GROUP BY day, err_code
ORDER BY day DESC, failed DESC`,
  worstNumbers: `SELECT phone, count(*) AS failed, max(received_at) AS last_at
FROM receipt
WHERE kind = 'report' AND status = 'failed'
GROUP BY phone
HAVING failed > 1
ORDER BY failed DESC`,
  slowest: `SELECT seq, phone, carrier, latency / 1000.0 AS seconds, err_code
FROM receipt
WHERE latency IS NOT NULL
ORDER BY latency DESC
LIMIT 100`,
  unreported: `SELECT seq, phone, biz_id, out_id, send_time
FROM receipt
WHERE status = 'pending'
ORDER BY send_time`,
  templates: `SELECT s.template_code, count(*) AS sends, sum(r.status = 'delivered') AS delivered,
  round(100.0 * sum(r.status = 'delivered') / count(*), 1) AS percent
FROM send s JOIN receipt r ON r.biz_id = s.biz_id AND r.phone = s.phone
GROUP BY s.template_code
ORDER BY sends DESC`,
  answers: `SELECT receipt AS seq, answer_status, answer_after AS milliseconds, answer_reason
FROM attempt
ORDER BY answer_after DESC
LIMIT 100`,
} as const

export type SqlExample = keyof typeof sqlExamples
