import './AlertsCard.css'
import { BellRing, Plus } from 'lucide-react'
import { useState } from 'react'
import type { Alert, AlertDraft, Firing } from '../../contract/alerts.ts'
import { revealInline } from '../format/revealControls.ts'
import { formatTime } from '../format/times.ts'
import { Button } from '../kit/Button.tsx'
import { Chip } from '../kit/Chip.tsx'
import { PanelCard } from '../kit/PanelCard.tsx'
import { Switch } from '../kit/Switch.tsx'
import { useNow } from '../state/now.ts'
import { useServices } from '../state/services.ts'
import { useTell } from '../state/useTell.ts'
import { useSpoken } from '../words/useSpoken.ts'
import { useLocale, useWords } from '../words/useWords.ts'
import { AlertForm } from './AlertForm.tsx'
import { draftOf, newDraft } from './alertDraft.ts'
import { useConditionWords } from './conditionWords.ts'
import { useAlerts } from './useAlerts.ts'

type Props = { query: string; onShowRows: (query: string) => void }

/** Rules over the receipts, what they come to now, and what they told. */
export function AlertsCard({ query, onShowRows }: Props) {
  const { alerts: words } = useWords()
  const known = useAlerts()
  const [editing, setEditing] = useState<Editing | null>(null)
  if (known === null) return null
  const { alerts, firings } = known
  return (
    <PanelCard
      title={words.title}
      hint={words.hint}
      end={
        <Button icon={<Plus aria-hidden />} onClick={() => setEditing({ id: null, draft: newDraft(query) })}>
          {words.add}
        </Button>
      }
    >
      {alerts.length > 0 && (
        <ul className="alerts" aria-label={words.title}>
          {alerts.map(alert => (
            <Rule
              key={alert.id}
              alert={alert}
              onEdit={() => setEditing({ id: alert.id, draft: draftOf(alert) })}
            />
          ))}
        </ul>
      )}
      {firings.length > 0 && (
        <details className="alerts-history">
          <summary>{words.history}</summary>
          <ul>
            {firings.map(firing => (
              <Told key={firing.id} firing={firing} onShowRows={onShowRows} />
            ))}
          </ul>
        </details>
      )}
      {editing !== null && (
        <AlertForm id={editing.id} draft={editing.draft} onDone={() => setEditing(null)} />
      )}
    </PanelCard>
  )
}

type Editing = { id: Alert['id'] | null; draft: AlertDraft }

function Rule({ alert, onEdit }: { alert: Alert; onEdit: () => void }) {
  const { alerts: words } = useWords()
  const { client } = useServices()
  const tell = useTell()
  const spoken = useSpoken()
  const say = useConditionWords()
  const { enabled, measure, name } = alert
  const fires = enabled && measure !== null && say.isReached(alert, measure)
  return (
    <li className="alert">
      <div>
        <button type="button" className="insights-link" onClick={onEdit}>
          {revealInline(name, 60)}
        </button>{' '}
        {fires && <Chip tone="bad">{words.reached}</Chip>}
        <p className="dim">{say.rule(alert)}</p>
        <p className={measure?.problem == null ? 'faint' : 'alert-problem'}>
          {measure?.problem == null ? say.measure(alert) : spoken(measure.problem)}
        </p>
      </div>
      <Switch
        label={words.enabled(name)}
        checked={enabled}
        onChange={enabled =>
          void client.call('alerts.save', { ...draftOf(alert), id: alert.id, enabled }).catch(tell)
        }
      />
    </li>
  )
}

function Told({ firing, onShowRows }: { firing: Firing; onShowRows: Props['onShowRows'] }) {
  const { alerts: words } = useWords()
  const spoken = useSpoken()
  const locale = useLocale()
  const now = useNow()
  const { query } = firing
  return (
    <li>
      <BellRing aria-hidden />
      <span className="faint">{formatTime(firing.at, now, locale)}</span>
      <span>{spoken(firing.text)}</span>
      {query !== null && (
        <button type="button" className="insights-link" onClick={() => onShowRows(query)}>
          {words.showRows}
        </button>
      )}
    </li>
  )
}
