import './StatusLine.css'
import { TriangleAlert } from 'lucide-react'
import type { MonitorStatus } from '../../contract/status.ts'
import { formatBytes, formatCount } from '../format/numbers.ts'
import { revealInline } from '../format/revealControls.ts'
import { usePreferences } from '../state/preferences.ts'
import { useProgram, useReceipts } from '../state/services.ts'
import { useSpoken } from '../words/useSpoken.ts'
import { useLocale, useWords } from '../words/useWords.ts'

export function StatusLine() {
  const { line: words } = useWords()
  const spoken = useSpoken()
  const locale = useLocale()
  const rows = useReceipts(state => state.rows)
  useReceipts(state => state.version)
  const matching = useReceipts(state => state.matching)
  const partial = useReceipts(state => state.matchingPartial)
  const status = useProgram(state => state.status)
  const info = useProgram(state => state.info)
  const masked = usePreferences(state => state.maskPhones)
  const count = (value: number) => formatCount(value, locale)
  const shown = count(rows.order.length)
  const monitors = status?.monitors ?? []
  const named = (mode: MonitorStatus['mode']) =>
    monitors
      .filter(monitor => monitor.mode === mode && monitor.state !== 'stopped')
      .map(monitor => revealInline(monitor.queue, 60))
  const peeking = named('peek').length
  const problem = status === null ? null : status.store.writable ? status.store.lastError : words.notWritable

  return (
    <footer className="status-line">
      {status !== null && (
        <>
          <span>
            {matching === null
              ? words.countsOpen(shown, count(status.store.rows))
              : words.counts(
                  shown,
                  partial ? words.atLeast(count(matching)) : count(matching),
                  count(status.store.rows),
                )}
          </span>
          <span className="status-line-size">
            {words.size(formatBytes(status.store.bytes, locale), formatBytes(status.store.walBytes, locale))}
          </span>
        </>
      )}
      <Queues title={words.consuming} queues={named('consume')} />
      <Queues title={words.leasing} queues={named('lease')} />
      {peeking > 0 && <span>{words.peeking(peeking)}</span>}
      {masked && <span>{words.masked}</span>}
      {problem !== null && (
        <span className="status-line-problem">
          <TriangleAlert aria-hidden />
          {revealInline(typeof problem === 'string' ? problem : spoken(problem), 160)}
        </span>
      )}
      {info !== null && <span className="status-line-end">{words.onThisMachine(info.version)}</span>}
    </footer>
  )
}

/** Which queues are changed by what this program does: in sight all the time. */
function Queues({ title, queues }: { title: string; queues: string[] }) {
  if (queues.length === 0) return null
  return (
    <span className="status-line-queues" title={queues.join(', ')}>
      {title} <strong>{queues.join(', ')}</strong>
    </span>
  )
}
