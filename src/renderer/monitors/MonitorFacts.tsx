import type { Instant } from '../../contract/brand.ts'
import type { MonitorStatus } from '../../contract/status.ts'
import { formatCount, formatDuration, formatRate } from '../format/numbers.ts'
import { useNow } from '../state/now.ts'
import { useLocale, useWords } from '../words/useWords.ts'

/** Less than this between two clocks is the network's doing. */
const noticeable = 2_000

/** What is known in figures: what came, what the queue still holds, and how long the credentials are good. */
export function MonitorFacts({ monitor }: { monitor: MonitorStatus }) {
  const { monitors: words } = useWords()
  const locale = useLocale()
  const { queueCounts, credentialsUntil, lagMs, clockSkewMs } = monitor
  const count = (value: number | null | undefined) =>
    value === null || value === undefined ? '–' : formatCount(value, locale)
  return (
    <ul className="monitor-facts faint">
      <li>{words.received(formatCount(monitor.received, locale), formatRate(monitor.perSecond, locale))}</li>
      {queueCounts !== null && (
        <li>
          {words.counts(count(queueCounts.active), count(queueCounts.inactive), count(queueCounts.delayed))}
        </li>
      )}
      {lagMs !== null && <li>{words.lag(formatDuration(lagMs, locale))}</li>}
      {credentialsUntil !== null && <TokenLife until={credentialsUntil} />}
      {clockSkewMs !== null && Math.abs(clockSkewMs) > noticeable && (
        <li className="monitor-warning">
          {words.skew(formatDuration(Math.abs(clockSkewMs), locale), clockSkewMs > 0)}
        </li>
      )}
    </ul>
  )
}

function TokenLife({ until }: { until: Instant }) {
  const { monitors: words } = useWords()
  const locale = useLocale()
  const left = until - useNow()
  return <li>{left > 0 ? words.tokenLife(formatDuration(left, locale)) : words.tokenOver}</li>
}
