import './PushesPanel.css'
import { useState } from 'react'
import { revealInline } from '../format/revealControls.ts'
import { formatClock } from '../format/times.ts'
import { PanelCard } from '../kit/PanelCard.tsx'
import { SignatureChip } from '../receipts/SignatureChip.tsx'
import { useLocale, useWords } from '../words/useWords.ts'
import { EndpointCard } from './EndpointCard.tsx'
import { groupPushes } from './groupPushes.ts'
import { PushHistoryView } from './PushHistoryView.tsx'
import { usePushes } from './usePushes.ts'

/** The local endpoint: where it is, what it answers, and every message that came with all its attempts. */
export function PushesPanel() {
  const { pushes: words, panel } = useWords()
  const locale = useLocale()
  const rows = usePushes()
  const [chosen, setChosen] = useState<string | null>(null)
  const groups = groupPushes(rows ?? [])
  const shown = groups.find(({ key }) => key === chosen) ?? groups[0]
  return (
    <section className="pushes" aria-label={panel.pushes} aria-busy={rows === null}>
      <div className="pushes-side">
        <EndpointCard />
        <PanelCard title={words.messages}>
          {groups.length === 0 ? (
            <p className="dim">{words.none}</p>
          ) : (
            <ul className="pushes-list" aria-label={words.messages}>
              {groups.map(({ key, row }) => (
                <li key={key}>
                  <button
                    type="button"
                    className="pushes-message"
                    aria-current={key === shown?.key || undefined}
                    onClick={() => setChosen(key)}
                  >
                    <span className="mono">{revealInline(key)}</span>
                    <span className="dim">
                      {formatClock(row.receivedAt, locale)} · {words.deliveries(String(row.deliveries))}{' '}
                      <SignatureChip row={row} />
                    </span>
                  </button>
                </li>
              ))}
            </ul>
          )}
        </PanelCard>
      </div>
      <div className="pushes-main">
        {shown !== undefined && <PushHistoryView row={shown.row} />}
        <PanelCard title={words.nothingTitle}>
          <ol className="pushes-steps">
            <li>{words.stepReach}</li>
            <li>{words.stepTunnel}</li>
            <li>{words.stepConsole}</li>
            <li>{words.stepLogs}</li>
          </ol>
        </PanelCard>
      </div>
    </section>
  )
}
