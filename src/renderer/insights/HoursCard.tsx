import { type PointerEvent as ReactPointerEvent, useState } from 'react'
import type { Instant } from '../../contract/brand.ts'
import type { Insights } from '../../contract/insights.ts'
import { formatColumnShare, formatCount, formatLatency } from '../format/numbers.ts'
import { formatHour } from '../format/times.ts'
import { PanelCard } from '../kit/PanelCard.tsx'
import { withRange } from '../query/setRange.ts'
import { useLocale, useWords } from '../words/useWords.ts'
import type { Reading } from './useInsights.ts'
import { useShowRows } from './useShowRows.ts'

type Hour = Insights['hours'][number]

const hour = 3_600_000
const listed = 6
/** Of the plot: an hour with any latency at all is seen. */
const leastHeight = 0.02

/** Latency hour by hour, and the hours in which most failed. */
export function HoursCard({ reading: { now, query } }: { reading: Reading }) {
  const { insights: words } = useWords()
  const locale = useLocale()
  const showRows = useShowRows()
  const open = ({ at }: Hour) => showRows(withRange(query, at, at + hour))
  const worst = now.hours
    .filter(({ failed }) => failed > 0)
    .sort((one, other) => shareFailed(other) - shareFailed(one) || other.failed - one.failed)
    .slice(0, listed)
  return (
    <PanelCard title={words.hours} hint={words.hoursHint}>
      {now.hours.length > 1 && <Bars hours={now.hours} onOpen={open} />}
      {worst.length > 0 && (
        <div className="insights-scroll">
          <table className="insights-table">
            <thead>
              <tr>
                <th scope="col">{words.worstHours}</th>
                <th scope="col">{words.figure.failed}</th>
                <th scope="col">{words.failedShare}</th>
                <th scope="col">p95</th>
              </tr>
            </thead>
            <tbody>
              {worst.map(entry => (
                <tr key={entry.at}>
                  <th scope="row">
                    <button type="button" className="insights-link" onClick={() => open(entry)}>
                      {formatHour(entry.at as Instant, locale)}
                    </button>
                  </th>
                  <td>{formatCount(entry.failed, locale)}</td>
                  <td>{formatColumnShare(shareFailed(entry), locale)}</td>
                  <td>{entry.p95 === null ? '—' : formatLatency(entry.p95, locale)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </PanelCard>
  )
}

const shareFailed = ({ delivered, failed }: Hour) =>
  delivered + failed === 0 ? 0 : failed / (delivered + failed)

/** One bar an hour, as high as its p95. The caption reads the hour under the pointer; the table below serves the keyboard. */
function Bars({ hours, onOpen }: { hours: Hour[]; onOpen: (hour: Hour) => void }) {
  const { insights: words } = useWords()
  const locale = useLocale()
  const [pointed, setPointed] = useState<Hour | null>(null)
  const most = Math.max(1, ...hours.map(({ p95 }) => p95 ?? 0))
  const path = hours
    .map(({ p95 }, index) => {
      const height = p95 === null ? 0 : Math.max(leastHeight, p95 / most)
      return `M${index + 0.1} ${1 - height}h0.8v${height}h-0.8z`
    })
    .join('')
  const under = (event: ReactPointerEvent<HTMLElement>): Hour | null => {
    const box = event.currentTarget.getBoundingClientRect()
    return hours[Math.floor(((event.clientX - box.left) / box.width) * hours.length)] ?? null
  }
  return (
    <figure className="hour-bars" aria-label={words.hours}>
      <div
        className="hour-bars-plot"
        onPointerMove={event => setPointed(under(event))}
        onPointerLeave={() => setPointed(null)}
        onPointerUp={event => {
          const hour = under(event)
          if (hour !== null) onOpen(hour)
        }}
      >
        <svg viewBox={`0 0 ${hours.length} 1`} preserveAspectRatio="none" aria-hidden>
          <title>{words.hours}</title>
          <path d={path} />
        </svg>
      </div>
      <figcaption className="faint">
        {pointed === null
          ? words.highest(formatLatency(most, locale))
          : words.hourReading(
              formatHour(pointed.at as Instant, locale),
              pointed.p95 === null ? '—' : formatLatency(pointed.p95, locale),
              formatCount(pointed.delivered, locale),
              formatCount(pointed.failed, locale),
            )}
      </figcaption>
    </figure>
  )
}
