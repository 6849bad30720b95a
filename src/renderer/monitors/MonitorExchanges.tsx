import { useCallback, useEffect, useState } from 'react'
import type { Exchange } from '../../contract/account.ts'
import type { ApiError } from '../../contract/apiError.ts'
import type { MonitorStatus } from '../../contract/status.ts'
import { formatCount, formatDuration } from '../format/numbers.ts'
import { formatClock, formatInstant } from '../format/times.ts'
import { Button } from '../kit/Button.tsx'
import { ForeignText } from '../kit/ForeignText.tsx'
import { FormProblem } from '../kit/FormProblem.tsx'
import { useServices } from '../state/services.ts'
import { useLocale, useWords } from '../words/useWords.ts'

const pageLength = 10

/** A monitor's last requests as they were when it was asked: a list that moves can't be read. */
export function MonitorExchanges({ monitor }: { monitor: MonitorStatus }) {
  const { monitors: words } = useWords()
  const locale = useLocale()
  const { client } = useServices()
  const [problem, setProblem] = useState<ApiError | null>(null)
  const [exchanges, setExchanges] = useState<Exchange[] | null>(null)
  const [length, setLength] = useState(pageLength)
  const { id } = monitor
  const read = useCallback(() => {
    client.call('monitors.exchanges', { id }).then(setExchanges, setProblem)
  }, [client, id])
  useEffect(() => read(), [read])
  if (exchanges === null) return <FormProblem problem={problem} />
  return (
    <div className="monitor-exchanges">
      {exchanges.length === 0 ? (
        <p className="faint">{words.noRequests}</p>
      ) : (
        <ol aria-label={words.requestsOf(monitor.queue)}>
          {exchanges.slice(0, length).map(exchange => (
            <Line
              key={`${exchange.at} ${exchange.method} ${exchange.requestId ?? exchange.outcome}`}
              exchange={exchange}
            />
          ))}
        </ol>
      )}
      <div className="monitor-controls">
        {exchanges.length > length && (
          <Button look="quiet" onClick={() => setLength(exchanges.length)}>
            {words.allRequests(formatCount(exchanges.length, locale))}
          </Button>
        )}
        <Button look="quiet" onClick={read}>
          {words.refresh}
        </Button>
      </div>
    </div>
  )
}

function Line({ exchange }: { exchange: Exchange }) {
  const locale = useLocale()
  const { at, method, target, status, durationMs, requestId, outcome } = exchange
  const failed = outcome !== 'ok' && outcome !== 'MessageNotExist'
  return (
    <li>
      <span className="mono">
        {method} <ForeignText text={target} />
      </span>
      <span className="faint">
        <time title={formatInstant(at, locale)}>{formatClock(at, locale)}</time>{' '}
        <span className={failed ? 'monitor-failed' : ''}>
          {[status, outcome === 'ok' ? null : outcome].filter(part => part !== null).join(' ')}
        </span>{' '}
        {formatDuration(durationMs, locale)}{' '}
        {requestId !== null && (
          <span className="mono">
            <ForeignText text={requestId} />
          </span>
        )}
      </span>
    </li>
  )
}
