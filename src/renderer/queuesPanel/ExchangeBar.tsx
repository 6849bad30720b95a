import { ChevronDown, ChevronUp, TriangleAlert } from 'lucide-react'
import { useState } from 'react'
import { formatDuration } from '../format/numbers.ts'
import { Button } from '../kit/Button.tsx'
import { ForeignText } from '../kit/ForeignText.tsx'
import { useSpoken } from '../words/useSpoken.ts'
import { useLocale, useWords } from '../words/useWords.ts'
import { ExchangeView } from './ExchangeView.tsx'
import type { Failure, KeptExchange } from './operations.ts'

/** What the last call came to, always in sight; the requests behind the calls on demand. */
export function ExchangeBar({ exchanges, failure }: { exchanges: KeptExchange[]; failure: Failure | null }) {
  const { queuesPanel: words } = useWords()
  const spoken = useSpoken()
  const locale = useLocale()
  const [open, setOpen] = useState(false)
  const [chosen, setChosen] = useState<number | null>(null)
  const last = exchanges.find(({ aside }) => !aside) ?? exchanges[0]
  const shown = exchanges.find(({ id }) => id === chosen) ?? last
  return (
    <footer className={`exchanges ${failure === null ? '' : 'exchanges-failed'}`}>
      <div className="exchanges-bar">
        <span role="alert" className="exchanges-failure">
          {failure !== null && (
            <>
              <TriangleAlert aria-hidden />
              <span>
                <strong>
                  <ForeignText text={`${failure.status ?? ''} ${failure.code}`.trim()} />
                </strong>{' '}
                <ForeignText text={spoken(failure.message)} />
                {failure.requestId !== null && (
                  <span className="faint">
                    {' '}
                    <ForeignText text={`RequestId ${failure.requestId}`} />
                  </span>
                )}
              </span>
            </>
          )}
        </span>
        {failure === null && last !== undefined && (
          <span className="mono dim exchanges-last">
            <ForeignText text={`${last.method} ${last.target}`} /> · {last.status ?? '–'} ·{' '}
            {formatDuration(last.durationMs, locale)}
          </span>
        )}
        <Button
          look="quiet"
          aria-expanded={open}
          disabled={last === undefined}
          icon={open ? <ChevronDown aria-hidden /> : <ChevronUp aria-hidden />}
          onClick={() => setOpen(!open)}
        >
          {open ? words.hideHttp : words.showHttp}
        </Button>
      </div>
      {open && shown !== undefined && (
        <div className="exchanges-body">
          <ul aria-label={words.calls}>
            {exchanges.map(exchange => (
              <li key={exchange.id}>
                <button
                  type="button"
                  className="exchange-line mono"
                  aria-current={exchange.id === shown.id || undefined}
                  onClick={() => setChosen(exchange.id)}
                >
                  <span>{exchange.status ?? '–'}</span>
                  <span>
                    <ForeignText text={`${exchange.method} ${exchange.target}`} />
                  </span>
                </button>
              </li>
            ))}
          </ul>
          <ExchangeView key={shown.id} exchange={shown} />
        </div>
      )}
    </footer>
  )
}
