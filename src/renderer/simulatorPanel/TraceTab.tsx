import { RefreshCw, Route, SearchX } from 'lucide-react'
import { useCallback, useEffect, useState } from 'react'
import type { TraceEvent } from '../../contract/simulator.ts'
import { formatCount } from '../format/numbers.ts'
import { formatClock } from '../format/times.ts'
import { Button } from '../kit/Button.tsx'
import { EmptyState } from '../kit/EmptyState.tsx'
import { ForeignText } from '../kit/ForeignText.tsx'
import { TextField } from '../kit/TextField.tsx'
import { useServices } from '../state/services.ts'
import { useTell } from '../state/useTell.ts'
import { useLocale, useWords } from '../words/useWords.ts'
import type { RunningSimulator } from './runningSimulator.ts'
import { TraceTimeline } from './TraceTimeline.tsx'
import { traceMessages } from './traceMessages.ts'

/** Events that the list of recent messages is made from. */
const recentEvents = 600
const listed = 100

/** The life of any message. The list stays as it is while it is read; what came since is counted. */
export function TraceTab({ state }: { state: RunningSimulator }) {
  const { simulatorPanel: words } = useWords()
  const locale = useLocale()
  const { client } = useServices()
  const tell = useTell()
  const total = Object.values(state.counters).reduce((sum, count) => sum + count, 0)
  const [recent, setRecent] = useState<{ events: TraceEvent[]; total: number } | null>(null)
  const [wanted, setWanted] = useState<string | null>(null)
  const [life, setLife] = useState<{ messageId: string; events: TraceEvent[] } | null>(null)

  const look = useCallback(() => {
    client.call('simulator.trace', { messageId: null, limit: recentEvents }).then(
      ({ events }) => setRecent({ events, total: -1 }),
      () => setRecent({ events: [], total: -1 }),
    )
  }, [client])
  useEffect(look, [look])
  useEffect(() => {
    setRecent(shown => (shown !== null && shown.total === -1 ? { ...shown, total } : shown))
  }, [total])

  async function follow(messageId: string) {
    setWanted(messageId)
    try {
      const { events } = await client.call('simulator.trace', { messageId, limit: 1 })
      setLife({ messageId, events })
    } catch (error) {
      tell(error as Parameters<typeof tell>[0])
    }
  }

  if (recent === null) return null
  const messages = traceMessages(recent.events).slice(0, listed)
  const fresh = recent.total === -1 ? 0 : Math.max(0, total - recent.total)
  return (
    <div className="trace">
      <div className="trace-list">
        <form
          className="trace-find"
          onSubmit={event => {
            event.preventDefault()
            const id = String(new FormData(event.currentTarget).get('messageId') ?? '').trim()
            if (id !== '') void follow(id)
          }}
        >
          <TextField
            label={words.find}
            name="messageId"
            className="mono"
            placeholder={words.findPlaceholder}
          />
          <Button icon={<RefreshCw aria-hidden />} onClick={look}>
            {fresh > 0 ? words.newEvents(formatCount(fresh, locale)) : words.refresh}
          </Button>
        </form>
        {messages.length === 0 ? (
          <EmptyState icon={<Route aria-hidden />} title={words.noTraces}>
            {words.noTracesHint}
          </EmptyState>
        ) : (
          <ul aria-label={words.recent}>
            {messages.map(({ messageId, last }) => (
              <li key={messageId}>
                <button
                  type="button"
                  className="trace-message"
                  aria-current={wanted === messageId || undefined}
                  onClick={() => void follow(messageId)}
                >
                  <span className="mono">
                    <ForeignText text={messageId} />
                  </span>
                  <span className="faint">
                    {formatClock(last.at, locale)} · {words.happened[last.kind]} ·{' '}
                    <ForeignText text={last.place} />
                  </span>
                </button>
              </li>
            ))}
          </ul>
        )}
      </div>
      <div className="trace-life">
        {life === null ? (
          messages.length > 0 && <p className="faint trace-none">{words.pickTrace}</p>
        ) : life.events.length === 0 ? (
          <EmptyState icon={<SearchX aria-hidden />} title={words.noSuchTrace}>
            {words.noSuchTraceHint}
          </EmptyState>
        ) : (
          <TraceTimeline
            messageId={life.messageId}
            events={life.events}
            onRefresh={() => void follow(life.messageId)}
          />
        )}
      </div>
    </div>
  )
}
