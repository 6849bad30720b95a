import './HistogramChart.css'
import { type PointerEvent as ReactPointerEvent, useMemo, useState } from 'react'
import type { Instant } from '../../contract/brand.ts'
import type { Histogram } from '../../contract/query.ts'
import { formatCount } from '../format/numbers.ts'
import { formatTime } from '../format/times.ts'
import { withRange } from '../query/setRange.ts'
import { useNow } from '../state/now.ts'
import { useReceipts, useServices } from '../state/services.ts'
import { useLocale, useWords } from '../words/useWords.ts'
import { padBuckets } from './padBuckets.ts'
import { stackBars, sumStatuses } from './stackBars.ts'
import { useHistogram } from './useHistogram.ts'

const leastBuckets = 60

/** The result over time, stacked by status; dragging over it narrows the query to that span. */
export function HistogramChart() {
  const histogram = useHistogram()
  const { receipts } = useServices()
  const query = useReceipts(state => state.query)
  if (histogram === null || histogram.buckets.length === 0) return null
  return (
    <HistogramFigure
      histogram={padBuckets(histogram, leastBuckets)}
      onRange={(from, to) => receipts.setQuery(withRange(query, from, to))}
    />
  )
}

/** Fractions of the width: where a drag began and where it is. */
type Brush = { from: number; to: number }

type FigureProps = { histogram: Histogram; onRange: (from: number, to: number) => void }

/** Stacked bars; a drag over them asks for that span, in milliseconds since 1970. */
export function HistogramFigure({ histogram, onRange }: FigureProps) {
  const { histogram: words, status: statusWords } = useWords()
  const locale = useLocale()
  const [pointer, setPointer] = useState<number | null>(null)
  const [brush, setBrush] = useState<Brush | null>(null)
  const bars = useMemo(() => stackBars(histogram), [histogram])
  const { buckets, width, from } = histogram
  const said = sumStatuses(histogram)
    .map(({ status, count }) => `${statusWords[status]} ${formatCount(count, locale)}`)
    .join(', ')

  const shareOf = (event: ReactPointerEvent<HTMLElement>) => {
    const box = event.currentTarget.getBoundingClientRect()
    return Math.min(1, Math.max(0, (event.clientX - box.left) / box.width))
  }

  function finish() {
    if (brush !== null) {
      const [start, end] = [brush.from, brush.to].sort((a, b) => a - b).map(share => share * buckets.length)
      const first = Math.floor(start ?? 0)
      const last = Math.max(first + 1, Math.ceil(end ?? 0))
      if (Math.abs(brush.to - brush.from) > 0.004) {
        onRange(from + first * width, from + last * width)
      }
    }
    setBrush(null)
  }

  return (
    <figure className="histogram" aria-label={`${words.label}: ${said}`}>
      <div
        className="histogram-plot"
        onPointerDown={event => {
          if (event.button !== 0) return
          event.currentTarget.setPointerCapture(event.pointerId)
          const share = shareOf(event)
          setBrush({ from: share, to: share })
        }}
        onPointerMove={event => {
          const share = shareOf(event)
          setPointer(share)
          if (brush !== null) setBrush({ ...brush, to: share })
        }}
        onPointerUp={finish}
        onPointerCancel={() => setBrush(null)}
        onPointerLeave={() => setPointer(null)}
      >
        <svg viewBox={`0 0 ${buckets.length} 1`} preserveAspectRatio="none" aria-hidden>
          <title>{words.label}</title>
          {bars.map(({ status, path }) => (
            <path key={status} className={`bars-${status}`} d={path} />
          ))}
        </svg>
        {brush !== null && (
          <div
            className="histogram-brush"
            style={{
              left: `${Math.min(brush.from, brush.to) * 100}%`,
              width: `${Math.abs(brush.to - brush.from) * 100}%`,
            }}
          />
        )}
        {histogram.partial && <p className="histogram-partial">{words.partial}</p>}
        {pointer !== null && <Reading histogram={histogram} share={pointer} />}
      </div>
      <Axis histogram={histogram} />
    </figure>
  )
}

/** What stands under the pointer, in numbers. */
function Reading({ histogram, share }: { histogram: Histogram; share: number }) {
  const { status: words } = useWords()
  const locale = useLocale()
  const now = useNow()
  const { buckets, statuses } = histogram
  const bucket = buckets[Math.min(buckets.length - 1, Math.floor(share * buckets.length))]
  if (bucket === undefined) return null
  return (
    <div
      className={share > 0.6 ? 'histogram-reading histogram-reading-left' : 'histogram-reading'}
      style={{ left: `${share * 100}%` }}
    >
      <strong>{formatTime(bucket.at as Instant, now, locale)}</strong>
      {[...statuses.entries()].map(([index, status]) => {
        const count = bucket.counts[index] ?? 0
        return count === 0 ? null : (
          <span key={status}>
            <i className={`swatch-${status}`} /> {words[status]} {formatCount(count, locale)}
          </span>
        )
      })}
    </div>
  )
}

const marks = [0, 0.25, 0.5, 0.75, 1]

function Axis({ histogram: { buckets, from, width } }: { histogram: Histogram }) {
  const locale = useLocale()
  const now = useNow()
  return (
    <div className="histogram-axis" aria-hidden>
      {marks.map(share => (
        <span key={share}>{formatTime((from + share * buckets.length * width) as Instant, now, locale)}</span>
      ))}
    </div>
  )
}
