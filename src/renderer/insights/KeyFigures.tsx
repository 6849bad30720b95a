import type { Insights } from '../../contract/insights.ts'
import { formatCount, formatLatency, formatShare } from '../format/numbers.ts'
import { useLocale, useWords } from '../words/useWords.ts'
import { changeOf } from './changeOf.ts'
import { narrow } from './periods.ts'
import type { Reading } from './useInsights.ts'
import { useShowRows } from './useShowRows.ts'

type Figure = {
  name: string
  value: number | null
  before: number | null
  format: (value: number) => string
  /** Whether more of it is good news, bad news or neither. */
  more: 'good' | 'bad' | 'neither'
  term: string
}

/** The figures one looks at first, each beside what it was in the period before. */
export function KeyFigures({ reading: { now, before, query } }: { reading: Reading }) {
  const { insights: words } = useWords()
  const locale = useLocale()
  const showRows = useShowRows()
  const count = (value: number) => formatCount(value, locale)
  const duration = (value: number) => formatLatency(value, locale)
  const share = (value: number) => formatShare(value, locale)
  const figure = (
    name: keyof typeof words.figure,
    read: (insights: Insights) => number | null,
    format: Figure['format'],
    more: Figure['more'],
    term: string,
  ): Figure => ({
    name: words.figure[name],
    value: read(now),
    before: before === null ? null : read(before),
    format,
    more,
    term,
  })
  const compares = before !== null && !isEmpty(before)
  const figures = [
    figure('deliveryRate', insights => insights.deliveryRate, share, 'good', 'kind:report'),
    figure('reports', insights => insights.reports, count, 'neither', 'kind:report'),
    figure('failed', insights => insights.failed, count, 'bad', 'status:failed'),
    figure('pending', insights => insights.pending, count, 'bad', 'status:pending'),
    figure('p50', insights => insights.latency?.p50 ?? null, duration, 'bad', 'has:latency'),
    figure('p95', insights => insights.latency?.p95 ?? null, duration, 'bad', slowerThan(now, 'p95')),
    figure('p99', insights => insights.latency?.p99 ?? null, duration, 'bad', slowerThan(now, 'p99')),
    figure('replies', insights => insights.replies, count, 'neither', 'kind:reply'),
  ]
  return (
    <ul className="key-figures">
      {figures.map(({ name, value, before, format, more, term }) => (
        <li key={name}>
          <button type="button" className="key-figure" onClick={() => showRows(narrow(query, term))}>
            <span className="faint">{name}</span>
            <strong>{value === null ? '—' : format(value)}</strong>
            {compares && <Change value={value} before={before} more={more} format={format} />}
          </button>
        </li>
      ))}
    </ul>
  )
}

/** Beside a period in which nothing was received, everything would be news. */
const isEmpty = ({ reports, pending, replies }: Insights) => reports + pending + replies === 0

const slowerThan = ({ latency }: Insights, which: 'p95' | 'p99') =>
  latency === null ? 'has:latency' : `latency>=${Math.round(latency[which])}ms`

type ChangeProps = Pick<Figure, 'value' | 'before' | 'more' | 'format'>

function Change({ value, before, more, format }: ChangeProps) {
  const { insights: words } = useWords()
  const locale = useLocale()
  const change = value === null || before === null ? null : changeOf(value, before)
  if (change === null || before === null) return <span className="key-figure-change faint" />
  if (change.kind === 'same') return <span className="key-figure-change faint">{words.unchanged}</span>
  const up = change.kind === 'new' || change.share > 0
  const tone = more === 'neither' ? 'neutral' : (more === 'good') === up ? 'ok' : 'bad'
  return (
    <span className={`key-figure-change change-${tone}`} title={words.was(format(before))}>
      {up ? '▲' : '▼'}{' '}
      {change.kind === 'new' ? words.wasNone : words.changed(formatShare(Math.abs(change.share), locale), up)}
    </span>
  )
}
